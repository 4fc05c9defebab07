import Foundation
import Processes
import StackKit
import Testing

/// Aim: a file's good rows are kept and its bad ones named; the export is what the import reads;
/// a large file needs no more memory than a small one.
@Suite(.serialized) struct ItemImportTests {
  let stack: StockStack
  let keeper: ItemActor

  init() throws {
    stack = try StockStack.get()
    keeper = ItemActor(stack)
  }

  private func faults(_ answer: APIAnswer) -> [String] {
    let errors = answer["errors"] as? [[String: Any]] ?? []
    return errors.map { "\($0["row"] as? Int ?? 0) \($0["field"] as? String ?? "")" }
  }

  @Test func goodRowsAreKeptAndBadOnesNamed() throws {
    let (a, b) = (keeper.code(), keeper.code())
    let text = """
      code,name,price,brand,spec,barcodes,units,safety_stock\r
      \(a),"苹果, ""大"" 号",1.50,富士,size=L,\(a)x,box=12:\(a)y,5\r
      \(a),"苹果, ""大"" 号",1.20,富士,size=S,,,\r
      ,nameless code,1,,,,,\r
      \(b)1,no price,,,,,,\r
      \(b)2,bad price,1.23456,,,,,x\r
      \(b)3,taken,1,,,\(a)x,,\r
      \(b)4,"stray"quote,1\r
      \(b)5,good,0,,,,,\r

      """
    let answer = try keeper.importCSV(text)
    #expect(answer.status == 200, "\(answer.http.text)")
    #expect(answer.int("created") == 3 && answer.int("updated") == 0)
    #expect(
      faults(answer) == [
        "4 code", "5 price", "6 price", "6 safety_stock", "7 barcodes", "8 row",
      ])
    #expect(answer.int("error_count") == 6)
    let list = try keeper.client.get("/item/list?keyword=\(a)")
    let item = try #require(list.items.first)
    #expect(list.items.count == 1 && item["name"] as? String == "苹果, \"大\" 号")
    #expect((item["skus"] as? [[String: Any]])?.count == 2)
    #expect(try keeper.client.get("/item/barcode/\(a)y").string("factor") == "12.0000")

    let again = try keeper.importCSV(
      "code,name,price,spec\n\(a),苹果,1.60,size=L\n\(a),苹果,1.20,size=S\n")
    #expect(again.int("created") == 0 && again.int("updated") == 1, "\(again.http.text)")
    // The name is the item's: the first row changed it for both.
    #expect(again.int("unchanged") == 1)
    let changed = try keeper.client.get("/item/\(item["item_id"] as? Int ?? 0)")
    #expect(changed.string("skus.0.price") == "1.6000" && changed.int("version") == 2)
    #expect(changed.string("brand") == "富士")
    #expect(changed.string("skus.0.units.0.barcode") == "\(a)y")
    let events = try stack.stack.sql(
      "SELECT type FROM outbox WHERE source = 'erp-item' AND event_key = "
        + "'\(item["item_id"] as? Int ?? 0)' ORDER BY type")
    #expect(events == [["ItemCreated"], ["ItemUpdated"]])
  }

  /// The operator's program takes the same files and names the same rows.
  @Test func theOperatorImportsAFile() throws {
    let code = keeper.code()
    let file = NSTemporaryDirectory() + "erp-import-\(code).csv"
    defer { try? FileManager.default.removeItem(atPath: file) }
    func operate(_ text: String, _ more: String...) throws -> Command.Result {
      try text.write(toFile: file, atomically: true, encoding: .utf8)
      return more.isEmpty
        ? try stack.stack.operate("import", file) : try stack.stack.operate("import", file, more[0])
    }
    let text = "code,name,price\n\(code)-1,商品,1.50\n\(code)-2,商品,x\n"
    let first = try operate(text, "--json")
    #expect(first.status == 1, "\(first.output) \(first.errors)")
    let found = try JSONSerialization.jsonObject(with: Data(first.output.utf8)) as? [String: Any]
    #expect(found?["created"] as? Int == 1 && found?["error_count"] as? Int == 1)
    let fault = (found?["errors"] as? [[String: Any]])?.first
    #expect(fault?["row"] as? Int == 3 && fault?["field"] as? String == "price")
    #expect(try keeper.client.get("/item/list?keyword=\(code)").int("total") == 1)
    let again = try operate(text)
    #expect(again.status == 1 && again.output.contains("row 3, price: "), "\(again.output)")
    #expect(again.output.contains("0 created"), "\(again.output)")
    let good = try operate("code,name,price\n\(code)-3,商品,2\n")
    #expect(good.status == 0 && good.output.contains("1 created"), "\(good.output)")
    let headless = try operate("code,colour\n")
    #expect(headless.status == 1 && headless.errors.contains("colour"), "\(headless.errors)")
    #expect(try stack.stack.operate("import", file + "x").status == 1)
  }

  @Test func headersAreChecked() throws {
    for text in ["", "code,name\n", "code,name,price,colour\n", "code,code,name,price\n", "\"a\"b"]
    {
      let answer = try keeper.importCSV(text)
      #expect(answer.status == 400 && answer.error == "item.csv_malformed", "\(text)")
    }
    let json = try keeper.client.post("/item/import", ["a": 1])
    #expect(json.status == 415)
  }

  @Test func keyIsReplayed() throws {
    let (code, key) = (keeper.code(), keeper.code())
    let text = "code,name,price\n\(code),a,1\n"
    #expect(try keeper.importCSV(text, key: key).int("created") == 1)
    let again = try keeper.importCSV(text, key: key)
    #expect(again.int("created") == 1 && again.http.header("Idempotency-Replayed") == "true")
    #expect(try keeper.importCSV(text + "\(code)2,b,1\n", key: key).status == 422)
    #expect(try keeper.importCSV(text).int("unchanged") == 1)
    #expect(try keeper.importCSV(text, key: key, query: "?dry_run=true").status == 422)
  }

  @Test func twoImportsOfTheSameCodesMakeEachOnce() throws {
    let codes = (0..<500).map { _ in keeper.code() }
    let rows = codes.map { "\($0),same,1,\($0)b\n" }
    let texts = ["", "reversed"].map { order in
      "code,name,price,barcodes\n" + (order.isEmpty ? rows : rows.reversed()).joined()
    }
    let answers = try Crowd.run(4) { [stack] _ in
      try ItemActor(stack).importCSV(texts[Int.random(in: 0...1)])
    }
    #expect(answers.allSatisfy { $0.status == 200 && faults($0).isEmpty })
    #expect(answers.reduce(0) { $0 + ($1.int("created") ?? 0) } == 500)
    let found = try stack.stack.sql(
      "SELECT COUNT(*), COUNT(DISTINCT i.item_id) FROM item i JOIN sku USING (item_id) "
        + "WHERE i.name = 'same' AND i.code LIKE '\(keeper.mark)-%'")
    #expect(found == [["500", "500"]])
  }

  @Test func bicycles() throws {
    guard let file = TestData.file("adventureworks/Product.csv") else {
      Issue.record("set ERP_TEST_DATA to the folder that holds adventureworks", severity: .warning)
      return
    }
    let products = try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline)
    var text = "code,name,kind,price,standard_cost,safety_stock,spec\n"
    var unpriced: [String] = []
    for (index, line) in products.dropFirst().enumerated() {
      // Names with a comma stand in quotes; nothing else does.
      let name = line.contains("\"") ? String(line.split(separator: "\"")[1]) : nil
      var cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      if let name { cells.replaceSubrange(1...name.filter { $0 == "," }.count + 1, with: [name]) }
      let price = cells[9] == "0.0" ? "" : cells[9]
      if price.isEmpty { unpriced.append("\(index + 2) price") }
      let spec = [("color", cells[5]), ("size", cells[10])].filter { !$0.1.isEmpty }
      let kind = cells[4] == "1" ? "finished" : cells[3] == "1" ? "semi" : "raw"
      text += "\(keeper.mark)\(cells[2]),\"\(cells[1])\",\(kind),\(price),\(cells[8]),\(cells[6]),"
      text += spec.map { "\($0.0)=\($0.1)" }.joined(separator: ";") + "\n"
    }
    #expect(products.count == 505)
    let answer = try keeper.importCSV(text)
    #expect(answer.status == 200, "\(answer.http.text.prefix(300))")
    #expect(faults(answer) == unpriced && unpriced.count == 200)
    #expect(answer.int("created") == 304, "\(answer.http.text.prefix(800))")
    let bike = try keeper.client.get("/item/list?keyword=\(keeper.mark)bk-r93r-62").items.first
    #expect(bike?["name"] as? String == "Road-150 Red, 62")
  }

  @Test func exportIsWhatTheImportReads() throws {
    _ = try keeper.create(
      [
        [
          "spec": ["a;b": "c=d\\", "尺寸": "L, \"XL\""], "price": "1.0001",
          "barcodes": [keeper.code(), keeper.code()],
          "units": [["unit": "b:x;", "factor": "0.5", "barcode": keeper.code()]],
        ], ["price": 2, "allow_negative": true], ["price": 2],
      ], ["name": "\(keeper.mark), \"quoted\"", "kind": "semi"])
    let first = try keeper.export()
    #expect(first.status == 200 && first.header("Content-Type")?.hasPrefix("text/csv") == true)
    let answer = try keeper.importCSV(first.text)
    #expect(answer.int("created") == 0 && answer.int("error_count") == 0, "\(faults(answer))")
    let own = ownLines(of: first.text)
    #expect(own.count == 3)
    #expect(ownLines(of: try keeper.export().text) == own)
  }

  /// Others add to the catalogue meanwhile.
  private func ownLines(of text: String) -> [String] {
    text.split(whereSeparator: \.isNewline).map(String.init).filter { $0.contains(keeper.mark) }
  }

  /// Rows of the large file. A debug build on a busy machine takes its time, so the usual run is
  /// smaller; ERP_IMPORT_ROWS=100000 is the size that is promised.
  private static let manyRows =
    ProcessInfo.processInfo.environment["ERP_IMPORT_ROWS"].flatMap { Int($0) } ?? 20_000

  @Test func manyRowsInBoundedMemory() throws {
    let keeper = ItemActor(stack, timeout: 280)
    _ = try keeper.importCSV("code,name,price\n\(keeper.code()),warm,1\n")
    let process = try #require(try stack.stack.pid("item"))
    let before = try Self.residentKilobytes(process)
    let mark = keeper.mark
    var text = "code,name,price,barcodes,spec\n"
    for index in 0..<Self.manyRows {
      text +=
        "\(mark)L\(index),大批量商品 \(index),\(index % 999).99,\(mark)b\(index),color=c\(index % 7)\n"
    }
    for _ in 0..<5000 { text += "\(mark)bad,no price,,,\n" }
    let answer = try keeper.importCSV(text)
    #expect(
      answer.int("created") == Self.manyRows, "\(answer.status) \(answer.http.text.prefix(500))")
    #expect(answer.int("error_count") == 5000 && faults(answer).count == 1000)
    let grown = try Self.residentKilobytes(process) - before
    #expect(grown < 16_384, "the responder grew by \(grown) KiB")
    #expect(try keeper.export().body.split(separator: 10).count > Self.manyRows)
    #expect(try Self.residentKilobytes(process) - before < 16_384)
  }

  /// The most memory that the process ever held.
  private static func residentKilobytes(_ process: pid_t) throws -> Int {
    let status = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM") } ?? ""
    return Int(line.filter(\.isNumber)) ?? 0
  }
}
