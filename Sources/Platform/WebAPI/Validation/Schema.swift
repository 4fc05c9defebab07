/// The shape of a JSON value, for the OpenAPI document.
package indirect enum Schema: Sendable {
  case text(minimum: Int, maximum: Int, pattern: String? = nil)
  case choice([String])
  case integer(ClosedRange<Int64>)
  /// A decimal in an answer: a string with exactly so many places.
  case decimal(places: Int)
  /// A decimal in a request: a string or a number with at most so many places.
  case requestDecimal(places: Int, DecimalSign)
  /// A text in a request that may be written as a whole number: `2` is "2".
  case label(minimum: Int, maximum: Int)
  case boolean
  case instant
  case list(Schema, ClosedRange<Int>?)
  case object([SchemaProperty])
  case map(Schema, ClosedRange<Int>? = nil)
  case nullable(Schema)
  /// What only those see who hold a permission.
  case guarded(Schema, FieldGuard)
  /// A parameter of a query that may be given without a value, which counts as absent.
  case orEmpty(Schema)
  /// A shape that contains itself, such as a tree: written once, below the document's components.
  case named(String, @Sendable () -> Schema)
  case nothing
  case anything
}

/// A named member of an object schema.
package struct SchemaProperty: Sendable {
  package let name: String
  package let schema: Schema
  package let isRequired: Bool

  package init(_ name: String, _ schema: Schema, isRequired: Bool = true) {
    self.name = name
    self.schema = schema
    self.isRequired = isRequired
  }
}

extension Schema {
  /// A text in a request: no control characters, and not blank where it may not be empty.
  static func requestText(_ length: ClosedRange<Int>, _ pattern: TextPattern? = nil) -> Schema {
    // Blanks beyond ASCII, seen and unseen: a text of them alone is none.
    let blanks =
      "\\u0085\\u00A0\\u00AD\\u115F\\u1160\\u1680\\u180E\\u2000-\\u200F\\u2028-\\u202F"
      + "\\u205F-\\u2069\\u3000\\u3164\\uFEFF\\uFFA0"
    let anyClean = "[^\\u0000-\\u001F\\u007F]*"
    let standard =
      length.lowerBound == 0
      ? "^\(anyClean)$" : "^\(anyClean)[^\\u0000-\\u0020\\u007F\(blanks)]\(anyClean)$"
    var expression = pattern?.expression ?? standard
    // An empty text breaks no rule about its characters.
    if length.lowerBound == 0, expression.hasSuffix("]+$") {
      expression = expression.dropLast(2) + "*$"
    }
    return .text(minimum: length.lowerBound, maximum: length.upperBound, pattern: expression)
  }

  /// The same for a query, where an absent value is not written as null but as an empty one.
  var inQuery: Schema {
    if case .nullable(let inner) = self { .orEmpty(inner) } else { self }
  }

  /// The shapes that have a name, found in this one and in each other.
  func collectNamed(into found: inout [String: Schema]) {
    switch self {
    case .named(let name, let shape):
      guard found[name] == nil else { return }
      let schema = shape()
      found[name] = schema
      schema.collectNamed(into: &found)
    case .list(let inner, _), .map(let inner, _), .nullable(let inner), .guarded(let inner, _):
      inner.collectNamed(into: &found)
    case .object(let properties):
      for property in properties { property.schema.collectNamed(into: &found) }
    default: break
    }
  }
}
