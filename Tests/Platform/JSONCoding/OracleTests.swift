import Foundation
import Kernel
import TestKit
import Testing

@testable import JSONCoding

/// Foundation's reader says what is right, wherever it is as strict as ours.
@Suite struct OracleTests {
  let seed = TestSeed()

  func foundation(_ bytes: [UInt8]) -> Any? {
    try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
  }

  @Test func randomDocumentsAreReadAlike() throws {
    var generator = SampleGenerator(seed: seed.value)
    for _ in 0..<2000 {
      let value = generator.value()
      let text = generator.text(of: value)
      let bytes = Array(text.utf8)
      let root = try JSONDocument(parsing: bytes).root
      #expect(SampleValue(root) == value, "\(text) \(seed.hint)")
      let object = try #require(foundation(bytes), "\(text) \(seed.hint)")
      #expect(SampleValue(root).matches(object), "\(text) \(seed.hint)")
      // A node's own bytes are a document of the same value.
      for node in root.elements {
        #expect(try SampleValue(JSONDocument(parsing: Array(node.raw)).root) == SampleValue(node))
      }
      for member in root.members {
        #expect(root.member(member.name).map { SampleValue($0) } == SampleValue(member.value))
      }
    }
  }

  @Test func whatIsWrittenIsRead() throws {
    var generator = SampleGenerator(seed: seed.value)
    var writer = JSONWriter()
    for _ in 0..<2000 {
      let value = generator.value()
      writer = JSONWriter(reusing: writer.bytes)
      write(value, to: &writer)
      let text = String(decoding: writer.bytes, as: UTF8.self)
      let root = try JSONDocument(parsing: writer.bytes).root
      #expect(SampleValue(root) == value, "\(text) \(seed.hint)")
      let object = try #require(foundation(writer.bytes), "\(text) \(seed.hint)")
      #expect(value.matches(object), "\(text) \(seed.hint)")
    }
  }

  private func write(_ value: SampleValue, to writer: inout JSONWriter) {
    switch value {
    case .null: writer.null()
    case .bool(let value): writer.bool(value)
    case .number(let text): writer.raw(Array(text.utf8))
    case .string(let bytes): writer.string(String(decoding: bytes, as: UTF8.self))
    case .array(let elements): writer.array(elements) { write($1, to: &$0) }
    case .object(let members):
      writer.object { writer in
        for member in members {
          writer.key(String(decoding: member.name, as: UTF8.self))
          write(member.value, to: &writer)
        }
      }
    }
  }

  /// The values of the fields, through `JSONDecoder`.
  @Test func typedFieldsAgreeWithFoundationsDecoder() throws {
    struct Line: Codable, Equatable {
      let sku_id: Int64
      let note: String?
      let paid: Bool
    }
    var random = seed.generator
    let encoder = JSONEncoder()
    for _ in 0..<500 {
      let line = Line(
        sku_id: Int64.random(in: .min ... .max, using: &random),
        note: Bool.random(using: &random) ? "雪\u{1F}\"\\/ \(random.next())" : nil,
        paid: Bool.random(using: &random))
      let root = try JSONDocument(parsing: [UInt8](encoder.encode(line))).root
      #expect(root.member("sku_id")?.integer() == line.sku_id, "\(seed.hint)")
      #expect(root.member("note")?.text == line.note, "\(seed.hint)")
      #expect(root.member("paid")?.bool == line.paid, "\(seed.hint)")
      var writer = JSONWriter()
      writer.object { writer in
        writer.field("sku_id", line.sku_id)
        writer.field("note", line.note)
        writer.field("paid", line.paid)
      }
      let back = try JSONDecoder().decode(Line.self, from: Data(writer.bytes))
      #expect(back == line, "\(seed.hint)")
    }
  }
}
