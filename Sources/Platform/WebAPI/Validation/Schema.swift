package import JSONCoding

/// The shape of a JSON value, for the OpenAPI document.
package indirect enum Schema: Sendable {
  case text(minimum: Int, maximum: Int, pattern: String?)
  case choice([String])
  case integer(ClosedRange<Int64>)
  /// A decimal: a string or a number in requests, a string in answers.
  case decimal(places: Int, isRequest: Bool)
  case boolean
  case instant
  case list(Schema, ClosedRange<Int>?)
  case object([SchemaProperty])
  case map(Schema)
  case nullable(Schema)
  case nothing
  case anything
}

/// A named member of an object schema.
package struct SchemaProperty: Sendable {
  package let name: String
  package let schema: Schema
  package let isRequired: Bool

  package init(_ name: String, _ schema: Schema, isRequired: Bool) {
    self.name = name
    self.schema = schema
    self.isRequired = isRequired
  }
}

extension Schema {
  /// Writes the OpenAPI 3.1 (JSON Schema 2020-12) form.
  package func write(into writer: inout JSONWriter) {
    writer.beginObject()
    writeMembers(into: &writer)
    writer.endObject()
  }

  private func writeMembers(into writer: inout JSONWriter) {
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
    case .integer(let range):
      writer.field("type", "integer")
      writer.key("minimum")
      writer.integer(range.lowerBound)
      writer.key("maximum")
      writer.integer(range.upperBound)
    case .decimal(let places, let isRequest):
      writer.key("type")
      if isRequest {
        writer.array(["string", "number"]) { $0.string($1) }
      } else {
        writer.string("string")
      }
      writer.field("pattern", "^-?[0-9]+(\\.[0-9]{1,\(places)})?$")
      writer.field("description", "exact decimal, \(places) places")
    case .boolean:
      writer.field("type", "boolean")
    case .instant:
      writer.field("type", "string")
      writer.field("format", "date-time")
    case .list(let element, let range):
      writer.field("type", "array")
      writer.key("items")
      element.write(into: &writer)
      if let range {
        writer.field("minItems", range.lowerBound)
        writer.field("maxItems", range.upperBound)
      }
    case .object(let properties):
      writeObject(properties, into: &writer)
    case .map(let element):
      writer.field("type", "object")
      writer.key("additionalProperties")
      element.write(into: &writer)
    case .nullable(let inner):
      writer.key("anyOf")
      writer.beginArray()
      inner.write(into: &writer)
      writer.beginObject()
      writer.field("type", "null")
      writer.endObject()
      writer.endArray()
    case .nothing:
      writer.field("type", "null")
    case .anything:
      break
    }
  }

  private func writeObject(_ properties: [SchemaProperty], into writer: inout JSONWriter) {
    writer.field("type", "object")
    writer.key("properties")
    writer.beginObject()
    for property in properties {
      writer.key(property.name)
      property.schema.write(into: &writer)
    }
    writer.endObject()
    let required = properties.filter(\.isRequired).map(\.name)
    if !required.isEmpty {
      writer.key("required")
      writer.array(required) { $0.string($1) }
    }
    writer.key("additionalProperties")
    writer.bool(false)
  }
}
