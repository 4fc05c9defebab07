package import JSONCoding
package import Kernel

/// One member of a document: its name, its schema and how it is written.
package struct AnswerField<Owner>: Sendable {
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

  package static func integer(
    _ name: StaticString, _ get: @escaping @Sendable (Owner) -> Int64
  ) -> AnswerField {
    AnswerField(name, { .integer(.within(Identifier.maximum)) }) {
      $1.integer(get($0))
    }
  }

  package static func points(
    _ name: StaticString, _ get: @escaping @Sendable (Owner) -> Points
  ) -> AnswerField {
    AnswerField(name, { .integer(.within(Points.limit)) }) { $1.integer(get($0).value) }
  }

  package static func id(
    _ name: StaticString, _ get: @escaping @Sendable (Owner) -> Int64
  ) -> AnswerField {
    AnswerField(name, { .integer(1...Identifier.maximum) }) { $1.integer(get($0)) }
  }

  package static func optionalID(
    _ name: StaticString, _ get: @escaping @Sendable (Owner) -> Int64?
  ) -> AnswerField {
    AnswerField(name, { .nullable(.integer(1...Identifier.maximum)) }) { owner, writer in
      if let id = get(owner) { writer.integer(id) } else { writer.null() }
    }
  }

  package static func text(
    _ name: StaticString, _ get: @escaping @Sendable (Owner) -> String
  ) -> AnswerField {
    AnswerField(name, { .anyText }) { $1.string(get($0)) }
  }

  package static func optionalText(
    _ name: StaticString, _ get: @escaping @Sendable (Owner) -> String?
  ) -> AnswerField {
    AnswerField(name, { .nullable(.anyText) }) { owner, writer in
      if let text = get(owner) { writer.string(text) } else { writer.null() }
    }
  }

  package static func choice<Choice: RawRepresentable<String> & CaseIterable & Sendable>(
    _ name: StaticString, _ get: @escaping @Sendable (Owner) -> Choice
  ) -> AnswerField {
    AnswerField(name, { .choice(Choice.allCases.map(\.rawValue)) }) { $1.string(get($0).rawValue) }
  }

  package static func flag(
    _ name: StaticString, _ get: @escaping @Sendable (Owner) -> Bool
  ) -> AnswerField {
    AnswerField(name, { .boolean }) { $1.bool(get($0)) }
  }

  package static func decimal<Unit: DecimalUnit>(
    _ name: StaticString, _ get: @escaping @Sendable (Owner) -> FixedDecimal<Unit>
  ) -> AnswerField {
    AnswerField(name, { .decimal(places: Unit.places) }) { $1.decimal(get($0)) }
  }

  /// A decimal that may have more digits than a document's line.
  package static func sum<Unit: DecimalUnit>(
    _ name: StaticString, _ get: @escaping @Sendable (Owner) -> WideDecimal<Unit>
  ) -> AnswerField {
    AnswerField(name, { .decimal(places: Unit.places) }) { $1.string(get($0).description) }
  }

  package static func optionalSum<Unit: DecimalUnit>(
    _ name: StaticString, _ get: @escaping @Sendable (Owner) -> WideDecimal<Unit>?
  ) -> AnswerField {
    AnswerField(name, { .nullable(.decimal(places: Unit.places)) }) { owner, writer in
      if let sum = get(owner) { writer.string(sum.description) } else { writer.null() }
    }
  }

  package static func optionalDecimal<Unit: DecimalUnit>(
    _ name: StaticString, _ get: @escaping @Sendable (Owner) -> FixedDecimal<Unit>?
  ) -> AnswerField {
    AnswerField(name, { .nullable(.decimal(places: Unit.places)) }) { owner, writer in
      if let number = get(owner) { writer.decimal(number) } else { writer.null() }
    }
  }

  package static func instant(
    _ name: StaticString, _ get: @escaping @Sendable (Owner) -> Instant
  ) -> AnswerField {
    AnswerField(name, { .instant }) { $1.instant(get($0)) }
  }

  package static func optionalInstant(
    _ name: StaticString, _ get: @escaping @Sendable (Owner) -> Instant?
  ) -> AnswerField {
    AnswerField(name, { .nullable(.instant) }) { owner, writer in
      if let time = get(owner) { writer.instant(time) } else { writer.null() }
    }
  }

  /// Another answer inside this one: a document, or a list of them.
  package static func answer<Inner: Answer>(
    _ name: StaticString, _ get: @escaping @Sendable (Owner) -> Inner
  ) -> AnswerField {
    AnswerField(name, { Inner.schema }) { owner, writer in get(owner).write(into: &writer) }
  }

  package static func optionalAnswer<Inner: Answer>(
    _ name: StaticString, _ get: @escaping @Sendable (Owner) -> Inner?
  ) -> AnswerField {
    AnswerField(name, { .nullable(Inner.schema) }) { owner, writer in
      if let inner = get(owner) { inner.write(into: &writer) } else { writer.null() }
    }
  }

  package static func texts(
    _ name: StaticString, _ get: @escaping @Sendable (Owner) -> [String]
  ) -> AnswerField {
    AnswerField(name, { .list(.anyText, nil) }) { owner, writer in
      writer.array(get(owner)) { $0.string($1) }
    }
  }

  package static func ids(
    _ name: StaticString, _ get: @escaping @Sendable (Owner) -> [Int64]
  ) -> AnswerField {
    AnswerField(name, { .list(.integer(1...Identifier.maximum), nil) }) { owner, writer in
      writer.array(get(owner)) { $0.integer($1) }
    }
  }

  /// An object of texts, such as `spec`.
  package static func textMap(
    _ name: StaticString, _ get: @escaping @Sendable (Owner) -> [(key: String, value: String)]
  ) -> AnswerField {
    AnswerField(name, { .map(.anyText) }) { owner, writer in
      writer.beginObject()
      for pair in get(owner) {
        writer.key(pair.key)
        writer.string(pair.value)
      }
      writer.endObject()
    }
  }
}
