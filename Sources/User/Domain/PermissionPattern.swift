/// What a role names: one permission, or a kind of them. Kinds are expanded whenever they are asked
/// for, so that a role keeps its meaning when a centre gets new calls.
package enum PermissionPattern: Hashable, Sendable {
  /// `*`: everything, also what is not declared anywhere.
  case everything
  /// `stock.*`: everything of one centre.
  case centre(String)
  /// `*.read`: everything that changes nothing.
  case reading
  /// `stock.in`.
  case code(String)

  /// Nil if `text` is none of these.
  package init?(_ text: String) {
    if text == "*" {
      self = .everything
      return
    }
    if text == "*.read" {
      self = .reading
      return
    }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, Self.isWord(parts[0]) else { return nil }
    if parts[1] == "*" {
      self = .centre(String(parts[0]))
    } else if Self.isWord(parts[1]) {
      self = .code(text)
    } else {
      return nil
    }
  }

  /// Whether this stands for `entry`.
  package func matches(_ entry: PermissionCatalogue.Entry) -> Bool {
    switch self {
    case .everything: true
    case .reading: entry.isReading
    case .centre(let name): entry.code.utf8.starts(with: "\(name).".utf8)
    case .code(let code): entry.code == code
    }
  }

  private static func isWord(_ text: Substring) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "_")
      }
  }
}
