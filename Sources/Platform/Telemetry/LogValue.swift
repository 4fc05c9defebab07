/// The value of a field of a log line. Never give it a password, a token or a full phone number.
package enum LogValue: Sendable, Equatable, ExpressibleByStringLiteral,
  ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral
{
  case string(String)
  case integer(Int64)
  case bool(Bool)

  package init(stringLiteral value: String) { self = .string(value) }
  package init(integerLiteral value: Int64) { self = .integer(value) }
  package init(booleanLiteral value: Bool) { self = .bool(value) }

  /// Any whole number.
  package init(_ value: some BinaryInteger) { self = .integer(Int64(clamping: value)) }
  /// Any text.
  package init(_ value: String) { self = .string(value) }
}
