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
