/// What Redis answered, copied out of the client library.
package enum RedisReply: Sendable, Equatable {
  case integer(Int64)
  case string([UInt8])
  /// A short word such as "OK".
  case status(String)
  case array([RedisReply])
  case null
  /// A refusal inside a pipeline or an array, such as "WRONGTYPE …".
  case error(String)

  /// The number of an integer reply, or of a string that is one.
  package var int: Int64? {
    switch self {
    case .integer(let number): number
    case .string: text.flatMap { Int64($0) }
    default: nil
    }
  }

  /// The text of a string reply in UTF-8, or of a status.
  package var text: String? {
    switch self {
    case .string(let bytes): String(validating: bytes, as: UTF8.self)
    case .status(let text): text
    default: nil
    }
  }

  /// The bytes of a string reply.
  package var bytes: [UInt8]? {
    if case .string(let bytes) = self { bytes } else { nil }
  }

  /// The members of an array reply.
  package var elements: [RedisReply]? {
    if case .array(let elements) = self { elements } else { nil }
  }
}

/// One word of a command: any bytes, sent as they are.
package enum RedisArgument: Sendable, Equatable, ExpressibleByStringLiteral,
  ExpressibleByIntegerLiteral
{
  case text(String)
  case bytes([UInt8])
  case integer(Int64)

  package init(stringLiteral value: String) { self = .text(value) }
  package init(integerLiteral value: Int64) { self = .integer(value) }

  func append(to block: inout [UInt8]) {
    switch self {
    case .text(let text): block.append(contentsOf: text.utf8)
    case .bytes(let bytes): block.append(contentsOf: bytes)
    case .integer(let number): block.append(contentsOf: String(number).utf8)
    }
  }
}
