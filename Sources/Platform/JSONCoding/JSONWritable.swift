package import Kernel

/// A value with one obvious JSON form, for `JSONWriter.field`.
package protocol JSONWritable {
  /// Writes the value where the writer stands.
  func write(to writer: inout JSONWriter)
}

extension JSONWriter {
  /// A member of an object: key and value; nil is written as null.
  package mutating func field(_ name: StaticString, _ value: some JSONWritable) {
    key(name)
    value.write(to: &self)
  }

  /// A member of an object whose value takes more than one call.
  package mutating func field(_ name: StaticString, _ body: (inout JSONWriter) -> Void) {
    key(name)
    body(&self)
  }

  /// An array, one call of `body` an element.
  package mutating func array<Items: Sequence>(
    _ items: Items, _ body: (inout JSONWriter, Items.Element) -> Void
  ) {
    beginArray()
    for item in items { body(&self, item) }
    endArray()
  }

  /// An object; `body` writes its members.
  package mutating func object(_ body: (inout JSONWriter) -> Void) {
    beginObject()
    body(&self)
    endObject()
  }
}

extension Int64: JSONWritable {
  package func write(to writer: inout JSONWriter) { writer.integer(self) }
}

extension Int: JSONWritable {
  package func write(to writer: inout JSONWriter) { writer.integer(self) }
}

extension Bool: JSONWritable {
  package func write(to writer: inout JSONWriter) { writer.bool(self) }
}

extension String: JSONWritable {
  package func write(to writer: inout JSONWriter) { writer.string(self) }
}

extension FixedDecimal: JSONWritable {
  package func write(to writer: inout JSONWriter) { writer.decimal(self) }
}

extension Points: JSONWritable {
  package func write(to writer: inout JSONWriter) { writer.integer(value) }
}

extension Instant: JSONWritable {
  package func write(to writer: inout JSONWriter) { writer.instant(self) }
}

extension BusinessDay: JSONWritable {
  package func write(to writer: inout JSONWriter) { writer.string(description) }
}

extension JSONNode: JSONWritable {
  package func write(to writer: inout JSONWriter) { writer.raw(raw) }
}

extension Optional: JSONWritable where Wrapped: JSONWritable {
  package func write(to writer: inout JSONWriter) {
    if let self { self.write(to: &writer) } else { writer.null() }
  }
}

extension Array: JSONWritable where Element: JSONWritable {
  package func write(to writer: inout JSONWriter) {
    writer.array(self) { writer, element in element.write(to: &writer) }
  }
}
