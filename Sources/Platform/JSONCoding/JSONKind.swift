/// The kinds of JSON values.
package enum JSONKind: UInt8, Sendable, CustomStringConvertible {
  case null, bool, number, string, array, object

  /// The kind's name in JSON's terms, for messages to clients.
  package var description: String {
    switch self {
    case .null: "null"
    case .bool: "boolean"
    case .number: "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }
}
