import Foundation
import StackKit
import Testing

/// Aim: one article's GTIN is one barcode however it is spelt, wherever a barcode is named.
@Suite(.serialized) struct GTINTests {
  let stack: StockStack
  let keeper: ItemActor

  init() throws {
    stack = try StockStack.get()
    keeper = ItemActor(stack)
  }

  /// 12 digits whose check digit holds.
  private func upc() -> String {
    let digits = (0..<11).map { _ in Int.random(in: 0...9) }
    let sum = digits.enumerated().reduce(0) { $0 + $1.1 * ($1.0.isMultiple(of: 2) ? 3 : 1) }
    return (digits + [(10 - sum % 10) % 10]).map(String.init).joined()
  }

  @Test func everySpellingIsFoundAndTaken() throws {
    let code = upc()
    let (thirteen, fourteen) = ("0" + code, "00" + code)
    let made = try keeper.create([
      ["price": 2, "units": [["unit": "box", "factor": "12.5", "barcode": code]]]
    ])
    let sku = try #require(made.int("skus.0.sku_id"))
    for spelling in [code, thirteen, fourteen] {
      let found = try keeper.client.get("/item/barcode/\(spelling)")
      #expect(found.int("sku_id") == sku && found.string("barcode") == code)
      #expect(found.string("price") == "25.0000" && found.string("base_price") == "2.0000")
      #expect(found.string("unit") == "box" && found.string("factor") == "12.5000")
      let again = try keeper.client.post(
        "/item/barcode/bind", ["sku_id": sku, "code": spelling, "unit": "box"])
      #expect(again.status == 200 && again.int("version") == 1, "\(again.http.text)")
      let other = try keeper.client.post("/item/barcode/bind", ["sku_id": sku, "code": spelling])
      #expect(other.error == "item.barcode_taken")
    }
    for spelling in [thirteen, fourteen] {
      let taken = try keeper.create([["price": 1, "barcodes": [spelling]]])
      #expect(taken.status == 409 && taken.error == "item.barcode_taken")
      #expect(taken.http.text.contains(code), "\(taken.http.text)")
    }
    let twice = try keeper.create([["price": 1, "barcodes": [upc()].flatMap { [$0, "0" + $0] }]])
    #expect(twice.status == 400)
    let file = "code,name,price,barcodes\n\(keeper.code()),a,1,\(thirteen)\n"
    #expect(try keeper.importCSV(file).string("errors.0.field") == "barcodes")
    let gone = try keeper.client.post("/item/barcode/unbind", ["sku_id": sku, "code": fourteen])
    #expect(gone.status == 200)
    #expect(try keeper.client.get("/item/barcode/\(code)").status == 404)
  }

  @Test func wrongCheckDigitsAreTakenWithAWarning() throws {
    let right = upc()
    let wrong = right.dropLast() + String((right.last?.wholeNumberValue ?? 0) + 1).suffix(1)
    let code = "69\(UInt32.random(in: 1_000_000_000...4_000_000_000))"
    let made = try keeper.create([["price": 2, "barcodes": [String(wrong)]]])
    #expect(made.status == 201)
    #expect(made.string("warnings.0.field") == "skus[0].barcodes[0]", "\(made.http.text)")
    #expect(try keeper.client.get("/item/barcode/0\(wrong)").status == 404)
    let sku = try #require(made.int("skus.0.sku_id"))
    let bound = try keeper.client.post("/item/barcode/bind", ["sku_id": sku, "code": code + "A"])
    #expect((bound["warnings"] as? [Any])?.isEmpty == true, "\(bound.http.text)")
    let file = "code,name,price,barcodes\n\(keeper.code()),a,1,\(wrong)1 \n"
    #expect(try keeper.importCSV(file).status == 200)
  }

  /// What two SKUs had before spellings counted as one stays with each.
  @Test func twinsOfBeforeStay() throws {
    let code = upc()
    let first = try keeper.create([["price": 1, "barcodes": [code]]])
    let second = try keeper.create([["price": 2]])
    let (a, b) = (
      try #require(first.int("skus.0.sku_id")), try #require(second.int("skus.0.sku_id"))
    )
    try stack.stack.sql(
      "INSERT INTO sku_barcode (code, sku_id, unit, position, kept_twin) "
        + "VALUES ('0\(code)', \(b), '', 0, 1)")
    try stack.stack.sql("INSERT INTO sku_barcode_twin (code) VALUES ('0\(code)')")
    func owner(_ code: String) throws -> Int? {
      try keeper.client.get("/item/barcode/\(code)").int("sku_id")
    }
    #expect(try owner(code) == a && owner("0" + code) == b && owner("00" + code) == a)
    // Another label does not disturb it.
    let more = try keeper.client.post("/item/barcode/bind", ["sku_id": b, "code": keeper.code()])
    #expect(more.status == 200, "\(more.http.text)")
    #expect(try owner("0" + code) == b)
    let file = try keeper.export().text.split(separator: "\r\n")
      .filter { $0.hasPrefix("code,") || $0.contains(code) }.joined(separator: "\r\n")
    #expect(try keeper.importCSV(file + "\r\n").int("unchanged") == 2)
    func isFound() throws -> Bool {
      try keeper.client.get("/ops/audit").http.text.contains("0\(code) of SKU \(b)")
    }
    #expect(try !isFound())
    // The control: the same row, and the upgrade knows nothing of it.
    try stack.stack.sql("DELETE FROM sku_barcode_twin WHERE code = '0\(code)'")
    #expect(try isFound())
    try stack.stack.sql("DELETE FROM sku_barcode WHERE code = '0\(code)'")
    #expect(try !isFound())
  }
}
