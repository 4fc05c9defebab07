package import JSONCoding

/// What a call answers in the envelope's `data`.
package protocol Answer: Sendable {
  static var schema: Schema { get }
  func write(into writer: inout JSONWriter)
}

/// `data` is null.
package struct EmptyAnswer: Answer {
  package init() {}
  /// A type of its own for null alone is more than some generators of clients can read.
  package static var schema: Schema { .nullable(.object([])) }
  package func write(into writer: inout JSONWriter) { writer.null() }
}

extension Array: Answer where Element: Answer {
  package static var schema: Schema { .list(Element.schema, nil) }
  package func write(into writer: inout JSONWriter) {
    writer.beginArray()
    for element in self { element.write(into: &writer) }
    writer.endArray()
  }
}

/// An answer whose JSON was made before, such as a document's first answer.
package struct Recorded<Original: Answer>: Answer {
  package let json: [UInt8]

  package init(_ json: [UInt8]) { self.json = json }

  package init(_ answer: Original) {
    var writer = JSONWriter(reserving: 512)
    answer.write(into: &writer)
    json = writer.bytes
  }

  package static var schema: Schema { Original.schema }
  package func write(into writer: inout JSONWriter) { writer.raw(json) }
}

/// An answer that is an object: one list of fields writes it and documents it.
///
/// ```
/// extension OrderLine: ObjectAnswer {
///   static let shape: [AnswerField<OrderLine>] = [
///     .id("sku_id") { $0.skuID },
///     .decimal("qty") { $0.quantity },
///   ]
/// }
/// ```
package protocol ObjectAnswer: Answer {
  static var shape: [AnswerField<Self>] { get }
}

extension ObjectAnswer {
  package static var schema: Schema {
    .object(shape.map { SchemaProperty("\($0.name)", $0.schema()) })
  }

  package func write(into writer: inout JSONWriter) {
    writer.beginObject()
    for field in Self.shape {
      writer.key(field.name)
      field.write(self, &writer)
    }
    writer.endObject()
  }
}

extension Schema {
  /// A text of any length, as answers have them.
  package static var anyText: Schema { .text(minimum: 0, maximum: 1_000_000, pattern: nil) }
}

/// The contract's outer object around every answer.
package enum Envelope {
  /// `{"code":0,"message":"ok","data":…,"request_id":"…"}`
  package static func success(_ data: some Answer, requestID: String) -> [UInt8] {
    var writer = JSONWriter(reserving: 1024)
    writer.beginObject()
    writer.field("code", 0)
    writer.field("message", "ok")
    writer.key("data")
    data.write(into: &writer)
    writer.field("request_id", requestID)
    writer.endObject()
    return writer.bytes
  }

  /// `{"code":40901,"error":"…","message":"…","details":[…],"request_id":"…"}`
  package static func failure(_ problem: Problem, in language: Language, requestID: String)
    -> [UInt8]
  {
    var writer = JSONWriter(reserving: 256)
    writer.beginObject()
    writer.field("code", problem.kind.code)
    writer.field("error", problem.kind.name)
    writer.field("message", problem.kind.message(in: language))
    writer.key("details")
    writer.array(problem.details) { $0.raw($1) }
    writer.field("request_id", requestID)
    writer.endObject()
    return writer.bytes
  }
}
