import JSONCoding

extension Schema {
  /// Writes the OpenAPI 3.1 (JSON Schema 2020-12) form, each member with its meaning.
  func write(into writer: inout JSONWriter, at place: FieldMeanings.Place) {
    writer.object { writeMembers(into: &$0, at: place) }
  }

  private func writeMembers(into writer: inout JSONWriter, at place: FieldMeanings.Place) {
    switch self {
    case .text(let minimum, let maximum, let pattern):
      writer.field("type", "string")
      writer.field("minLength", minimum)
      writer.field("maxLength", maximum)
      if let pattern { writer.field("pattern", pattern) }
    case .choice(let values):
      writer.field("type", "string")
      writer.key("enum")
      writer.array(values) { $0.string($1) }
    case .integer(let range): Self.writeInteger(range, into: &writer)
    case .decimal(let places):
      writer.field("type", "string")
      writer.field("pattern", "^-?(0|[1-9][0-9]*)\\.[0-9]{\(places)}$")
      writer.field("description", "exact decimal, \(places) places")
      writer.field("x-places", places)
    case .requestDecimal(let places, let sign):
      DecimalSchema(places: places, sign: sign).write(into: &writer)
    case .label(let minimum, let maximum):
      Self.writeAlternatives(
        [.requestText(minimum...maximum), .integer(0...999_999_999)], into: &writer, at: place)
    case .boolean: writer.field("type", "boolean")
    case .instant:
      writer.field("type", "string")
      writer.field("format", "date-time")
    case .list(let element, let range): Self.writeList(of: element, range, into: &writer, at: place)
    case .object(let properties): Self.writeObject(properties, into: &writer, at: place)
    case .map(let element, let range): Self.writeMap(of: element, range, into: &writer, at: place)
    case .guarded(let inner, let fieldGuard):
      let isNullable = if case .nullable = inner { true } else { fieldGuard.mask != .null }
      (isNullable ? inner : .nullable(inner)).writeMembers(into: &writer, at: place)
      if let code = fieldGuard.permission.code { writer.field("x-permission", code) }
    case .nullable(let inner): Self.writeAlternatives([inner, .nothing], into: &writer, at: place)
    case .orEmpty(let inner):
      Self.writeAlternatives([inner, .text(minimum: 0, maximum: 0)], into: &writer, at: place)
    case .named(let name, _): writer.field("$ref", "#/components/schemas/\(name)")
    case .nothing: writer.field("type", "null")
    case .anything: break
    }
  }

  private static func writeInteger(_ range: ClosedRange<Int64>, into writer: inout JSONWriter) {
    writer.field("type", "integer")
    writer.key("minimum")
    writer.integer(range.lowerBound)
    writer.key("maximum")
    writer.integer(range.upperBound)
  }

  private static func writeAlternatives(
    _ schemas: [Schema], into writer: inout JSONWriter, at place: FieldMeanings.Place
  ) {
    writer.key("anyOf")
    writer.array(schemas) { $1.write(into: &$0, at: place) }
  }

  private static func writeList(
    of element: Schema, _ range: ClosedRange<Int>?, into writer: inout JSONWriter,
    at place: FieldMeanings.Place
  ) {
    writer.field("type", "array")
    writer.key("items")
    element.write(into: &writer, at: place)
    guard let range else { return }
    writer.field("minItems", range.lowerBound)
    writer.field("maxItems", range.upperBound)
  }

  private static func writeMap(
    of element: Schema, _ range: ClosedRange<Int>?, into writer: inout JSONWriter,
    at place: FieldMeanings.Place
  ) {
    writer.field("type", "object")
    writer.key("additionalProperties")
    element.write(into: &writer, at: place)
    guard let range else { return }
    writer.field("minProperties", range.lowerBound)
    writer.field("maxProperties", range.upperBound)
  }

  private static func writeObject(
    _ properties: [SchemaProperty], into writer: inout JSONWriter, at place: FieldMeanings.Place
  ) {
    writer.field("type", "object")
    writer.key("properties")
    writer.object { writer in
      for property in properties {
        writer.key(property.name)
        writer.object { writer in
          property.schema.writeMembers(into: &writer, at: place.within(property.name))
          place.meaning(of: property.name)?.write(into: &writer)
        }
      }
    }
    let required = properties.filter(\.isRequired).map(\.name)
    if !required.isEmpty {
      writer.key("required")
      writer.array(required) { $0.string($1) }
    }
    writer.key("additionalProperties")
    writer.bool(false)
  }
}
