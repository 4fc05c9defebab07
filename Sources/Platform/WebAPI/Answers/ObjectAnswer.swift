package import JSONCoding

/// An answer that is an object: one list of members writes it and documents it.
///
/// ```
/// extension OrderLine: Document {
///   static let shape: [Member<OrderLine>] = [
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
    .object(shape.map { SchemaProperty("\($0.name)", $0.schema(), isRequired: true) })
  }

  package func write(into writer: inout JSONWriter) {
    writer.beginObject()
    for member in Self.shape {
      writer.key(member.name)
      member.write(self, &writer)
    }
    writer.endObject()
  }
}

extension Schema {
  /// A text of any length, as answers have them.
  package static var anyText: Schema { .text(minimum: 0, maximum: 1_000_000, pattern: nil) }
}
