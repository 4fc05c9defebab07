extension AnswerField {
  /// The number of a version, a line or an operation: 1, 2, 3 …
  package static func positive(
    _ name: StaticString, _ get: @escaping @Sendable (Owner) -> Int64
  ) -> AnswerField { .id(name, get) }
}

extension Array {
  /// The members of a part, as those of the whole that holds it.
  ///
  /// ```
  /// static let shape = Order.header.of { $0.order } + [.answer("moves") { $0.moves }]
  /// ```
  package func of<Whole, Part>(
    _ part: @escaping @Sendable (Whole) -> Part
  ) -> [AnswerField<Whole>] where Element == AnswerField<Part> {
    map { field in
      AnswerField<Whole>(field.name, field.schema) { field.write(part($0), &$1) }
    }
  }
}
