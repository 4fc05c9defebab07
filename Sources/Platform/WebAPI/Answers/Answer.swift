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
