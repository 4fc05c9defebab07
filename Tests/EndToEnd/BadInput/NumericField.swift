import Foundation

/// A number in the body of a call, as the API describes it, and values on the edge of it.
struct NumericField: Sendable, CustomStringConvertible {
  /// Names of members; `[]` is the first element of a list.
  let path: [String]
  let isInteger: Bool
  let minimum: String
  let maximum: String

  var description: String { path.joined(separator: ".") }

  /// On the edge of what some type of the product or of the database holds.
  static let edges = [
    "0", "-1", "1", "2147483647", "2147483648", "-2147483648", "9007199254740991",
    "9007199254740992", "9007199254740993", "9223372036854775807", "-9223372036854775808",
    "9223372036854775808", "1000000000000000", "1000000000000001", "1000000000000000000",
    "1e400", "-1e400", "1e-400", "-0.0001", "0.0001", "99999999999999.9999", "9999999999.99",
    "10000000000", "999999999999.999999", "9999999999999999.99", "9999999999",
  ]

  /// The edges of all fields, this field's own and one step beyond, as JSON: each as a number, and
  /// as a text where the field may be one.
  var values: [String] {
    var numbers = Self.edges
    for (bound, step) in [(minimum, Decimal(-1)), (maximum, 1)] where !bound.isEmpty {
      let beyond = Decimal(string: bound).map { "\($0 + step)" }
      for value in [bound, beyond ?? bound] where !numbers.contains(value) {
        numbers.append(value)
      }
    }
    let texts = isInteger ? ["1", maximum, "1e400"] : numbers
    return numbers + texts.map { "\"\($0)\"" }
  }

  /// The numbers of a schema of OpenAPI.
  static func all(in schema: [String: Any], at path: [String] = []) -> [NumericField] {
    if let field = NumericField(schema, at: path) { return [field] }
    var found: [NumericField] = []
    for choice in schema["anyOf"] as? [[String: Any]] ?? [] { found += all(in: choice, at: path) }
    let members = schema["properties"] as? [String: [String: Any]] ?? [:]
    for (name, member) in members.sorted(by: { $0.key < $1.key }) {
      found += all(in: member, at: path + [name])
    }
    if let items = schema["items"] as? [String: Any] { found += all(in: items, at: path + ["[]"]) }
    return found
  }

  private init?(_ schema: [String: Any], at path: [String]) {
    let choices = schema["anyOf"] as? [[String: Any]] ?? []
    guard let type = schema["type"] as? String else {
      guard let field = choices.lazy.compactMap({ NumericField($0, at: path) }).first else {
        return nil
      }
      self = field
      return
    }
    guard type == "integer" || type == "number" else { return nil }
    self.path = path
    isInteger = type == "integer"
    func bound(_ names: [String]) -> String {
      names.lazy.compactMap { schema[$0] as? NSNumber }.first?.stringValue ?? ""
    }
    minimum = bound(["minimum", "exclusiveMinimum"])
    maximum = bound(["maximum", "exclusiveMaximum"])
  }

  /// Whether a body has this field.
  func isIn(_ body: Any) -> Bool {
    path.reduce(body as Any?) { value, step in
      step == "[]" ? (value as? [Any])?.first : (value as? [String: Any])?[step]
    } != nil
  }

  /// The body as JSON with `value` in this field, which is added where it is not there.
  func put(_ value: String, into body: [String: Any]) throws -> String {
    let mark = "@bound@"
    let marked = Self.put(mark, at: path[...], into: body)
    let text = String(decoding: try WritingCall.bytes(marked), as: UTF8.self)
    return text.replacing("\"\(mark)\"", with: value)
  }

  private static func put(_ mark: String, at path: ArraySlice<String>, into value: Any?) -> Any {
    guard let step = path.first else { return mark }
    let rest = path.dropFirst()
    if step == "[]" {
      var list = value as? [Any] ?? []
      let changed = put(mark, at: rest, into: list.first)
      if list.isEmpty { list = [changed] } else { list[0] = changed }
      return list
    }
    var object = value as? [String: Any] ?? [:]
    object[step] = put(mark, at: rest, into: object[step])
    return object
  }
}
