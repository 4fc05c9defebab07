import Kernel
import Testing

@testable import JSONCoding

@Suite struct WriterTests {
  @Test func writesNestedValues() throws {
    var writer = JSONWriter()
    writer.object { writer in
      writer.field("id", Int64.min)
      writer.field("name", "a\"b\\c\n\u{1}\u{7F}雪")
      writer.field("gone", String?.none)
      writer.field("total", Money.maximum)
      writer.field("at", Instant(microseconds: 1))
      writer.field("tags", ["x", "y"])
      writer.key("lines")
      writer.array([1, 2]) { writer, number in writer.integer(number) }
      writer.field("empty") { $0.object { _ in } }
      writer.field("none", [Int64]())
      writer.key("raw" as String)
      writer.raw(Array("[true,false]".utf8))
      writer.field("ok", true)
    }
    #expect(
      String(decoding: writer.bytes, as: UTF8.self)
        == #"{"id":-9223372036854775808,"name":"a\"b\\c\n\u0001"#
        + "\u{7F}雪"
        + #"","gone":null,"total":"9999999999999999.99","at":"1970-01-01T00:00:00.000001Z","#
        + #""tags":["x","y"],"lines":[1,2],"empty":{},"none":[],"raw":[true,false],"ok":true}"#)
    _ = try JSONDocument(parsing: writer.bytes)
  }
}
