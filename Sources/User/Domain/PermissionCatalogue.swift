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
