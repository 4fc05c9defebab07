/// The parameters of a URL's query, percent-decoded.
package struct QueryString: Sendable {
  private let pairs: [(name: String, value: String)]

  /// At most this many parameters are read; more are a fault of the request.
  static let maximum = 64

  /// Nil when an escape or the UTF-8 is broken, or there are too many parameters.
  package init?(_ text: String) {
    var pairs: [(name: String, value: String)] = []
    for part in text.utf8.split(separator: UInt8(ascii: "&")) {
      let equals = part.firstIndex(of: UInt8(ascii: "=")) ?? part.endIndex
      let rest = equals == part.endIndex ? part[equals...] : part[part.index(after: equals)...]
      guard let name = Self.decode(part[..<equals]), let value = Self.decode(rest),
        pairs.count < Self.maximum
      else { return nil }
      pairs.append((name, value))
    }
    self.pairs = pairs
  }

  package var names: [String] { pairs.map(\.name) }

  package func first(_ name: StaticString) -> String? {
    let wanted = "\(name)"
    return pairs.first { $0.name == wanted }?.value
  }

  /// Undoes percent encoding; `+` means a space, as forms write it.
  static func decode(_ text: Substring.UTF8View) -> String? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    var iterator = text.makeIterator()
    while let byte = iterator.next() {
      switch byte {
      case UInt8(ascii: "%"):
        guard let high = iterator.next().flatMap(hexadecimal),
          let low = iterator.next().flatMap(hexadecimal)
        else { return nil }
        bytes.append(high << 4 | low)
      case UInt8(ascii: "+"): bytes.append(0x20)
      default: bytes.append(byte)
      }
    }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func hexadecimal(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }
}
