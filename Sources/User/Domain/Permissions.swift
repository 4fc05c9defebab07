/// Every permission there is, as the routes of all centres declare them.
package struct PermissionCatalogue: Sendable {
  /// One permission.
  package struct Entry: Hashable, Sendable {
    /// `<centre>.<action>`.
    package let code: String
    package let description: String
    /// Whether no call that needs it changes anything.
    package let isReading: Bool

    package init(code: String, description: String, isReading: Bool) {
      self.code = code
      self.description = description
      self.isReading = isReading
    }
  }

  /// In the order of their codes.
  package let entries: [Entry]

  package init(_ entries: [Entry]) {
    self.entries = entries.sorted { $0.code < $1.code }
  }

  /// The codes that the patterns stand for.
  package func grants(of patterns: some Sequence<String>) -> PermissionGrants {
    var codes: Set<String> = []
    for pattern in patterns {
      guard let pattern = PermissionPattern(pattern) else { continue }
      if pattern == .everything { return .everything }
      for entry in entries where pattern.matches(entry) { codes.insert(entry.code) }
    }
    return .codes(codes)
  }

  /// Whether `pattern` is well formed and stands for at least one permission.
  package func knows(_ pattern: String) -> Bool {
    guard let pattern = PermissionPattern(pattern) else { return false }
    return pattern == .everything || entries.contains(where: pattern.matches)
  }
}

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

/// What somebody may do.
package enum PermissionGrants: Hashable, Sendable {
  case everything
  case codes(Set<String>)

  /// Whether `code` is among it.
  package func contains(_ code: String) -> Bool {
    switch self {
    case .everything: true
    case .codes(let codes): codes.contains(code)
    }
  }

  /// Whether whoever holds this may hand out `other`: nobody gives what he does not have.
  package func covers(_ other: PermissionGrants) -> Bool {
    switch (self, other) {
    case (.everything, _): true
    case (.codes, .everything): false
    case (.codes(let own), .codes(let others)): others.isSubset(of: own)
    }
  }

  /// `*`, or the codes in order between commas: how the responders are told.
  package var text: String {
    switch self {
    case .everything: "*"
    case .codes(let codes): codes.sorted().joined(separator: ",")
    }
  }
}
