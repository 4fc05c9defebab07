import Kernel
import Testing

@testable import JSONCoding

@Suite struct ReaderTests {
  @Test func readsAnOrder() throws {
    let document = try JSONDocument(
      parsing: #"""
        {"channel":"pos","store_id":3,"note":"雪\n\u96ea\uD83D\uDE00","paid":true,"coupon":null,
         "lines":[{"sku_id":9007199254740991,"qty":"1.5"},{"sku_id":2,"qty":2e0}], "a\u0062":[]}
        """#)
    let root = document.root
    #expect(root.kind == .object)
    #expect(root.count == 7)
    #expect(root.member("channel")?.text == "pos")
    #expect(root.member("store_id")?.integer() == 3)
    #expect(root.member("note")?.text == "雪\n雪😀")
    #expect(root.member("paid")?.bool == true)
    #expect(root.member("coupon")?.isNull == true)
    #expect(root.member("ab")?.count == 0)
    #expect(root.member("missing") == nil)
    let lines = try #require(root.member("lines"))
    #expect(lines.count == 2)
    let ids = lines.elements.map { $0.member("sku_id")?.integer() }
    #expect(ids == [9_007_199_254_740_991, 2])
    let quantities = try lines.elements.map { try $0.member("qty")?.decimal(Quantity.self).scaled }
    #expect(quantities == [15_000, 20_000])
    #expect(
      root.members.map(\.name) == [
        "channel", "store_id", "note", "paid", "coupon", "lines", "ab",
      ])
    #expect(
      String(decoding: lines.elements.map(\.raw)[1], as: UTF8.self) == #"{"sku_id":2,"qty":2e0}"#)
    #expect(String(decoding: try #require(root.member("channel")).raw, as: UTF8.self) == #""pos""#)
  }

  @Test(
    arguments: [
      ("0", 0), ("-1", -1), ("9223372036854775807", Int64.max),
      ("-9223372036854775808", Int64.min), ("9223372036854775808", nil), ("1.0", nil),
      ("1e2", nil), ("-0", nil), (#""1""#, nil), ("true", nil), ("123456789012345678901", nil),
    ] as [(String, Int64?)])
  func integersAreTrueIntegers(text: String, value: Int64?) throws {
    #expect(try JSONDocument(parsing: text).root.integer() == value)
  }

  @Test(
    arguments: [
      ("", .unexpectedEnd, 0), (" ", .unexpectedEnd, 1), ("{", .unexpectedEnd, 1),
      ("[1,]", .unexpectedByte, 3), (#"{"a":1,}"#, .unexpectedByte, 7),
      (#"{"a":1,"a":2}"#, .duplicateKey, 7), (#"{"a":1,"\u0061":2}"#, .duplicateKey, 7),
      (#""\u0000""#, .nulCharacter, 1), ("\"\u{0}\"", .nulCharacter, 1),
      ("\"\t\"", .controlCharacter, 1), (#""\ud800""#, .badSurrogate, 1),
      (#""\udc00""#, .badSurrogate, 1), (#""\ud800\ud800""#, .badSurrogate, 1),
      (#""\x""#, .badEscape, 1), (#""\u00g0""#, .badEscape, 5), ("1 2", .trailingBytes, 2),
      ("\u{FEFF}1", .byteOrderMark, 0), ("truf", .badLiteral, 0), ("-", .badNumber, 1),
      ("1.", .badNumber, 2), ("01", .badNumber, 1), ("1e", .badNumber, 2),
      ("[1}", .unexpectedByte, 2),
      ("{\"a\" 1}", .unexpectedByte, 5), ("nul", .badLiteral, 0), ("\"a", .unexpectedEnd, 2),
    ] as [(String, JSONFault.Kind, Int)])
  func namesTheFaultAndThePlace(text: String, kind: JSONFault.Kind, offset: Int) {
    #expect(throws: JSONFault(kind: kind, offset: offset)) { try JSONDocument(parsing: text) }
  }

  @Test(
    arguments: [
      [0x80], [0xC0, 0xAF], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xC3],
      [0xF0, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80],
      [0xE4, 0xB8], [0xFF], [0xFE, 0xFF], [0xE4, 0x41, 0x41],
    ] as [[UInt8]])
  func refusesWhatIsNotUTF8(bytes: [UInt8]) {
    #expect(throws: JSONFault(kind: .badUTF8, offset: 1)) {
      try JSONDocument(parsing: [0x22] + bytes + [0x22])
    }
  }

  @Test func nestingIsLimited() throws {
    func nested(_ depth: Int) -> [UInt8] {
      Array(repeating: UInt8(ascii: "["), count: depth)
        + Array(repeating: UInt8(ascii: "]"), count: depth)
    }
    _ = try JSONDocument(parsing: nested(64))
    #expect(throws: JSONFault(kind: .tooDeep, offset: 64)) {
      try JSONDocument(parsing: nested(65))
    }
    #expect(throws: JSONFault(kind: .tooDeep, offset: 64)) {
      try JSONDocument(parsing: nested(100_000))
    }
    let deep = try JSONDocument(
      parsing: nested(100_000), limits: JSONLimits(depth: 100_000, bytes: 1 << 20))
    #expect(deep.root.count == 1)
  }

  @Test func sizeIsLimited() {
    #expect(throws: JSONFault(kind: .tooLarge, offset: 3)) {
      try JSONDocument(parsing: "1234", limits: JSONLimits(depth: 1, bytes: 3))
    }
  }
}
