import Foundation
import StackKit
import Testing

/// Aim: files as spreadsheets of all kinds write them are taken as they were meant, or refused with
/// the reason; what the export writes runs in no spreadsheet and reads back as it was.
@Suite(.serialized) struct ItemFileTests {
  let stack: StockStack
  let keeper: ItemActor

  init() throws {
    stack = try StockStack.get()
    keeper = ItemActor(stack)
  }

  private func names(_ code: String) throws -> [String] {
    try keeper.client.get("/item/list?keyword=\(code)").items.compactMap { $0["name"] as? String }
  }

  /// 国标 你好 and 水桶 in GB18030.
  private static let words: [UInt8] = [
    0xB9, 0xFA, 0xB1, 0xEA, 0x20, 0xC4, 0xE3, 0xBA, 0xC3,
  ]
  private static let bucket: [UInt8] = [0xCB, 0xAE, 0xCD, 0xB0]

  @Test func theWholeFileHasOneEncoding() throws {
    let code = keeper.code()
    let head = Array("code,name,price\n\(code)a,".utf8)
    let both = head + Self.bucket + Array(",1\n\(code)b,".utf8) + Self.words + Array(",1\n".utf8)
    let answer = try keeper.importCSV(both)
    #expect(answer.int("created") == 2, "\(answer.http.text)")
    #expect(try names(code + "a") == ["水桶"] && names(code + "b") == ["国标 你好"])

    let alone = head + Self.bucket + Array(",1\n".utf8)
    let ambiguous = try keeper.importCSV(alone)
    #expect(ambiguous.status == 400 && ambiguous.error == "csv.encoding_ambiguous")
    let named = try keeper.importCSV(alone, type: "text/csv; charset=GBK")
    #expect(named.int("unchanged") == 1, "\(named.http.text)")
    let unknown = try keeper.importCSV(alone, type: "text/csv; charset=klingon")
    #expect(unknown.status == 400)

    let wide = "\u{FEFF}code,name,price\n\(code)c,宽,1\n".utf16.flatMap {
      [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)]
    }
    #expect(try keeper.importCSV(wide).int("created") == 1)
    let broken = try keeper.importCSV(Array("code,name,price\n\(code)d,水".utf8) + [0xFF, 0x0A])
    #expect(broken.status == 400 && broken.error == "item.csv_malformed")
    #expect(broken.http.text.contains("0xFF"), "\(broken.http.text)")
  }

  @Test func otherTypesOfCSVAreTakenAndWorkbooksNamed() throws {
    for type in ["application/csv", "application/vnd.ms-excel", "TEXT/CSV; header=present"] {
      let answer = try keeper.importCSV("code,name,price\n\(keeper.code()),茶,1\n", type: type)
      #expect(answer.int("created") == 1, "\(type) \(answer.http.text)")
    }
    #expect(try keeper.importCSV("a", type: "application/zip").status == 415)
    for mark in [[0x50, 0x4B, 3, 4], [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]] as [[UInt8]]
    {
      let answer = try keeper.importCSV(mark + [1, 2, 3], type: "application/vnd.ms-excel")
      #expect(answer.status == 400 && answer.error == "csv.workbook")
    }
  }

  @Test func aDryRunAnswersTheSameAndKeepsNothing() throws {
    let code = keeper.code()
    var text = "编码,名称,价格,条码\n"
    // More than one batch, with a row that meets what a batch before it would have written.
    for index in 0..<250 { text += "\(code)-\(index),茶 \(index),1,\(code)b\(index)\n" }
    text += "\(code)-x,taken,1,\(code)b3\n\(code)-0,又名,2,\n\(code)-1,茶 1,1,\n"
    let dry = try keeper.importCSV(text, query: "?dry_run=true")
    #expect(dry.status == 200, "\(dry.http.text)")
    #expect(try keeper.client.get("/item/list?keyword=\(code)").int("total") == 0)
    let real = try keeper.importCSV(text)
    for answer in [dry, real] {
      #expect(answer.int("created") == 250 && answer.int("updated") == 1, "\(answer.http.text)")
      #expect(answer.int("unchanged") == 1 && answer.int("error_count") == 1)
      #expect(answer.int("errors.0.row") == 252 && answer.string("errors.0.field") == "barcodes")
      let warnings = answer["warnings"] as? [[String: Any]] ?? []
      #expect(warnings.map { $0["field"] as? String } == ["name", "price"])
      #expect(warnings.allSatisfy { $0["row"] as? Int == 253 })
    }
    #expect(dry["dry_run"] as? Bool == true && real["dry_run"] as? Bool == false)
    #expect(try names("\(code)-0").contains("又名"))
    #expect(try keeper.importCSV(text, query: "?dry_run=maybe").status == 400)
  }

  @Test func longSpecsAreRefusedByName() throws {
    let long = String(repeating: "字", count: 100)
    let spec = Dictionary(uniqueKeysWithValues: (0..<20).map { ("k\($0)", long) })
    let refused = try keeper.create([["price": 1, "spec": spec]])
    #expect(refused.status == 400 && refused.http.text.contains("skus[0].spec"))
    let plain = Dictionary(
      uniqueKeysWithValues: (0..<20).map { ("k\($0)", String(repeating: "x", count: 100)) })
    #expect(try keeper.create([["price": 1, "spec": plain]]).status == 201)
    let pairs = spec.map { "\($0)=\($1)" }.joined(separator: ";")
    let answer = try keeper.importCSV("code,name,price,spec\n\(keeper.code()),a,1,\(pairs)\n")
    #expect(answer.string("errors.0.field") == "spec", "\(answer.http.text)")
  }

  @Test func formulasGoOutAsTextAndComeBackAsTheyWere() throws {
    let code = keeper.code()
    let name = "=HYPERLINK(\"http://x.example\",\"\(code)\")"
    let barcode = "-\(code)"
    let made = try keeper.create(
      [["price": 1, "spec": ["+a": "@b"], "barcodes": [barcode]]],
      ["name": name, "code": code, "brand": "'q"])
    let id = try #require(made.int("item_id"))
    let text = try keeper.export().text
    let line = try #require(text.split(separator: "\r\n").first { $0.hasPrefix(code) })
    #expect(line.contains("'=HYPERLINK") && line.contains(",''q,") && line.contains(",'-\(code)"))
    let header = text.prefix { $0 != "\r\n" }
    let answer = try keeper.importCSV("\(header)\r\n\(line)\r\n")
    #expect(answer.int("unchanged") == 1, "\(answer.http.text)")
    let item = try keeper.client.get("/item/\(id)")
    #expect(item.string("name") == name && item.int("version") == 1)
    #expect(item.string("brand") == "'q" && item.string("skus.0.barcodes.0") == barcode)
  }
}
