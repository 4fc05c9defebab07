import JSONCoding
import Kernel

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
      writer.field("enum", values)
    case .integer(let range):
      writer.field("type", "integer")
      writer.field("minimum", range.lowerBound)
      writer.field("maximum", range.upperBound)
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
    case .list(let element, let range):
      writer.field("type", "array")
      writer.key("items")
      element.write(into: &writer, at: place)
      if let range { Self.write(range, "minItems", "maxItems", into: &writer) }
    case .object(let properties): Self.writeObject(properties, into: &writer, at: place)
    case .map(let element, let range):
      writer.field("type", "object")
      writer.key("additionalProperties")
      element.write(into: &writer, at: place)
      if let range { Self.write(range, "minProperties", "maxProperties", into: &writer) }
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

  private static func writeAlternatives(
    _ schemas: [Schema], into writer: inout JSONWriter, at place: FieldMeanings.Place
  ) {
    writer.key("anyOf")
    writer.array(schemas) { $1.write(into: &$0, at: place) }
  }

  private static func write(
    _ range: ClosedRange<Int>, _ least: StaticString, _ most: StaticString,
    into writer: inout JSONWriter
  ) {
    writer.field(least, range.lowerBound)
    writer.field(most, range.upperBound)
  }

  private static func writeObject(
    _ properties: [SchemaProperty], into writer: inout JSONWriter, at place: FieldMeanings.Place
  ) {
    writer.field("type", "object")
    writer.object("properties") { writer in
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
      writer.field("required", required)
    }
    writer.field("additionalProperties", false)
  }
}

/// The schema of a decimal in a request: a string of digits, or a number.
struct DecimalSchema {
  /// Digits of DECIMAL(18,s), before and after the point together.
  private static let digits = 18

  let places: Int
  let sign: DecimalSign

  func write(into writer: inout JSONWriter) {
    writer.field("description", "exact decimal, at most \(places) places")
    writer.field("x-places", places)
    writer.key("anyOf")
    writer.beginArray()
    writer.object {
      $0.field("type", "string")
      $0.field("pattern", pattern)
    }
    writer.object { writer in
      writer.field("type", "number")
      writer.key("multipleOf")
      writer.raw(Array(smallest.utf8))
      writer.key(sign == .positive ? "exclusiveMinimum" : "minimum")
      writer.integer(sign == .any ? largest.negated : 0)
      writer.field("maximum", largest)
    }
    writer.endArray()
  }

  /// The largest whole number that DECIMAL(18,s) holds.
  private var largest: Int64 {
    DecimalLimit.power(Self.digits - places).previous
  }

  private var smallest: String {
    places == 0 ? "1" : "0." + String(repeating: "0", count: places - 1) + "1"
  }

  private var pattern: String {
    let whole = Self.digits - places
    let fraction = "(\\.[0-9]{1,\(places)})?"
    switch sign {
    case .any: return "^-?(0|[1-9][0-9]{0,\(whole - 1)})\(fraction)$"
    case .notNegative: return "^(0|[1-9][0-9]{0,\(whole - 1)})\(fraction)$"
    case .positive:
      // Some digit is not zero: one before the point, or the first such one after it.
      let below = (0..<places).map { zeros in
        let more = places - zeros - 1
        return "0{\(zeros)}[1-9]" + (more > 0 ? "[0-9]{0,\(more)}" : "")
      }
      return "^([1-9][0-9]{0,\(whole - 1)}\(fraction)|0\\.(\(below.joined(separator: "|"))))$"
    }
  }
}
