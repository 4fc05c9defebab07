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
