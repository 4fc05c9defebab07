import JSONCoding
import Kernel
import Testing

@testable import WebAPI

/// Reading a request: every fault is named at once, with its path.
@Suite struct FieldsTests {
  struct Line: RequestBody {
    let skuID: Int64
    let quantity: Quantity

    init(from fields: inout Fields) {
      skuID = fields.id("sku_id")
      quantity = fields.decimal("qty", .positive)
    }
  }

  struct Sample: RequestBody {
    let name: String
    let note: String?
    let amount: Money?
    let urgent: Bool
    let lines: [Line]
    let spec: [(key: String, value: String)]

    init(from fields: inout Fields) {
      name = fields.text("name", 1...5)
      note = fields.optionalText("note", 0...3)
      amount = fields.optionalDecimal("amount", .notNegative)
      urgent = fields.flag("urgent", default: false)
      lines = fields.list("lines", Line.self, 1...3)
      spec = fields.optionalTextMap("spec", 0...2) ?? []
    }
  }

  private func read(_ json: String) throws -> (Sample, [String]) {
    let document = try JSONDocument(parsing: Array(json.utf8))
    let faults = FaultList()
    var fields = Fields(document.root, path: "", faults: faults)
    let sample = Sample(from: &fields)
    fields.finish()
    return (sample, faults.faults.map { "\($0.path): \($0.reason.text(in: .english))" })
  }

  @Test func readsAGoodRequest() throws {
    let (sample, faults) = try read(
      #"{"name":"螺丝","amount":"12.5","urgent":true,"lines":[{"sku_id":7,"qty":1.25}],"#
        + #""spec":{"b":"x","a":"y"}}"#
    )
    #expect(faults.isEmpty)
    #expect(sample.name == "螺丝")
    #expect(sample.amount?.description == "12.50")
    #expect(sample.urgent)
    #expect(sample.lines.first?.quantity.description == "1.2500")
    #expect(sample.spec.map(\.key) == ["b", "a"])
  }

  @Test func namesEveryFaultAtOnce() throws {
    let (_, faults) = try read(
      #"{"name":"abcdef","note":7,"amount":1.234,"lines":[{"sku_id":0,"qty":0},{"qty":"x"},3],"#
        + #""zzz":1,"yy":2}"#
    )
    #expect(
      faults == [
        "name: must have 1 to 5 characters",
        "note: must be a string",
        "amount: must have at most 2 decimal places",
        "lines[0].sku_id: must be 1 … 9007199254740991",
        "lines[0].qty: must be > 0",
        "lines[1].sku_id: is required",
        "lines[1].qty: must be a decimal number, as a string or a number",
        "lines[2]: must be an object",
        "zzz: is not a field of this request",
        "yy: is not a field of this request",
      ])
  }

  @Test(arguments: [
    (#"{"name":"a","lines":[]}"#, "lines: must have 1 to 3 entries"),
    (#"{"name":" ","lines":[{"sku_id":1,"qty":1}]}"#, "name: is required"),
    (
      #"{"name":"a\u0001","lines":[{"sku_id":1,"qty":1}]}"#,
      "name: must not contain control characters"
    ),
    (#"{"name":"a","lines":[{"sku_id":1.0,"qty":1}]}"#, "lines[0].sku_id: must be an integer"),
    (#"{"name":"a","lines":[{"sku_id":-0,"qty":1}]}"#, "lines[0].sku_id: must be an integer"),
    (
      #"{"name":"a","lines":[{"sku_id":99999999999999999999,"qty":1}]}"#,
      "lines[0].sku_id: must be an integer"
    ),
    (
      #"{"name":"a","lines":[{"sku_id":1,"qty":1e400}]}"#,
      "lines[0].qty: must be ≤ 99999999999999.9999"
    ),
    (
      #"{"name":"a","lines":[{"sku_id":1,"qty":0.00001}]}"#,
      "lines[0].qty: must have at most 4 decimal places"
    ),
    (#"{"name":null,"lines":[{"sku_id":1,"qty":1}]}"#, "name: is required"),
  ])
  func namesTheFault(json: String, fault: String) throws {
    let (_, faults) = try read(json)
    #expect(faults == [fault])
  }

  @Test func describesItself() {
    guard case .object(let properties) = Sample.schema else {
      Issue.record("no object")
      return
    }
    #expect(properties.map(\.name) == ["name", "note", "amount", "urgent", "lines", "spec"])
    #expect(properties.filter(\.isRequired).map(\.name) == ["name", "lines"])
  }

  @Test func refusesUnknownQueryParameters() throws {
    struct Query: RequestBody {
      let listing: Listing
      init(from fields: inout Fields) { listing = fields.listing(sorts: ["-created_at"]) }
    }
    let query = try #require(QueryString("page=2&size=500&sort=name&colour=red"))
    let faults = FaultList()
    var fields = Fields(query, faults: faults)
    _ = Query(from: &fields)
    fields.finish()
    #expect(faults.faults.map(\.path) == ["size", "sort", "colour"])
  }
}
