package import JSONCoding
package import Kernel

/// One field of an answer: its name, its schema and how it is written.
package struct AnswerField<Owner>: Sendable {
  package typealias Get<Value> = @Sendable (Owner) -> Value

  let name: StaticString
  let schema: @Sendable () -> Schema
  let write: @Sendable (Owner, inout JSONWriter) -> Void

  package init(
    _ name: StaticString, _ schema: @escaping @Sendable () -> Schema,
    _ write: @escaping @Sendable (Owner, inout JSONWriter) -> Void
  ) {
    self.name = name
    self.schema = schema
    self.write = write
  }

  /// A value that JSON has, or one that may be absent.
  private static func value<Value: JSONWritable & SendableMetatype>(
    _ name: StaticString, _ schema: Schema, _ get: @escaping Get<Value>
  ) -> Self {
    AnswerField(name, { schema }) { get($0).write(to: &$1) }
  }

  package static func integer(_ name: StaticString, _ get: @escaping Get<Int64>) -> Self {
    value(name, .integer(.within(Identifier.maximum)), get)
  }

  /// From 1 on: a version, a line's number.
  package static func positive(_ name: StaticString, _ get: @escaping Get<Int64>) -> Self {
    value(name, .integer(1...Identifier.maximum), get)
  }

  package static func points(_ name: StaticString, _ get: @escaping Get<Points>) -> Self {
    value(name, .integer(.within(Points.limit)), get)
  }

  package static func id(_ name: StaticString, _ get: @escaping Get<Int64>) -> Self {
    positive(name, get)
  }

  package static func optionalID(_ name: StaticString, _ get: @escaping Get<Int64?>) -> Self {
    value(name, .nullable(.integer(1...Identifier.maximum)), get)
  }

  package static func ids(_ name: StaticString, _ get: @escaping Get<[Int64]>) -> Self {
    value(name, .list(.integer(1...Identifier.maximum), nil), get)
  }

  package static func text(_ name: StaticString, _ get: @escaping Get<String>) -> Self {
    value(name, .anyText, get)
  }

  package static func optionalText(_ name: StaticString, _ get: @escaping Get<String?>) -> Self {
    value(name, .nullable(.anyText), get)
  }

  package static func texts(_ name: StaticString, _ get: @escaping Get<[String]>) -> Self {
    value(name, .list(.anyText, nil), get)
  }

  package static func choice<Choice: RawRepresentable<String> & CaseIterable & Sendable>(
    _ name: StaticString, _ get: @escaping Get<Choice>
  ) -> Self {
    value(name, .choice(Choice.allCases.map(\.rawValue))) { get($0).rawValue }
  }

  package static func flag(_ name: StaticString, _ get: @escaping Get<Bool>) -> Self {
    value(name, .boolean, get)
  }

  package static func decimal<Unit: DecimalUnit>(
    _ name: StaticString, _ get: @escaping Get<FixedDecimal<Unit>>
  ) -> Self {
    value(name, .decimal(places: Unit.places), get)
  }

  package static func optionalDecimal<Unit: DecimalUnit>(
    _ name: StaticString, _ get: @escaping Get<FixedDecimal<Unit>?>
  ) -> Self {
    value(name, .nullable(.decimal(places: Unit.places)), get)
  }

  /// A decimal that may have more digits than a document's line.
  package static func sum<Unit: DecimalUnit>(
    _ name: StaticString, _ get: @escaping Get<WideDecimal<Unit>>
  ) -> Self {
    value(name, .decimal(places: Unit.places)) { get($0).description }
  }

  package static func optionalSum<Unit: DecimalUnit>(
    _ name: StaticString, _ get: @escaping Get<WideDecimal<Unit>?>
  ) -> Self {
    value(name, .nullable(.decimal(places: Unit.places))) { get($0)?.description }
  }

  package static func instant(_ name: StaticString, _ get: @escaping Get<Instant>) -> Self {
    value(name, .instant, get)
  }

  package static func optionalInstant(
    _ name: StaticString, _ get: @escaping Get<Instant?>
  ) -> Self {
    value(name, .nullable(.instant), get)
  }

  /// Another answer inside this one: an object, or a list of them.
  package static func answer<Inner: Answer>(
    _ name: StaticString, _ get: @escaping Get<Inner>
  ) -> Self {
    AnswerField(name, { Inner.schema }) { owner, writer in get(owner).write(into: &writer) }
  }

  package static func optionalAnswer<Inner: Answer>(
    _ name: StaticString, _ get: @escaping Get<Inner?>
  ) -> Self {
    AnswerField(name, { .nullable(Inner.schema) }) { owner, writer in
      if let inner = get(owner) { inner.write(into: &writer) } else { writer.null() }
    }
  }
}

extension Array {
  /// The fields of a part, as those of the whole that holds it.
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
