/// Who may make a call.
package enum Permission: Hashable, Sendable {
  /// Anyone, without a token.
  case anyone
  /// Whoever is logged in.
  case authenticated
  /// Whoever holds the code, `<centre>.<action>`.
  case code(String, describedAs: String)

  /// The permission code, or nil where none is needed.
  package var code: String? {
    if case .code(let code, _) = self { code } else { nil }
  }
}

/// What a caller may do, as `erp-auth` sent it: `*`, or codes between commas.
package struct PermissionSet: Sendable {
  private let text: String

  package init(_ text: String) { self.text = text }

  package func contains(_ code: String) -> Bool {
    if text == "*" { return true }
    return text.utf8.split(separator: UInt8(ascii: ",")).contains { $0.elementsEqual(code.utf8) }
  }
}

/// The organisations whose documents a caller acts on: `*`, or ids between commas.
package struct OrganisationScope: Sendable {
  private let ids: Set<Int64>?

  package init(_ text: String) {
    ids = text == "*" ? nil : Set(text.split(separator: ",").compactMap { Int64($0) })
  }

  /// Every organisation, for the system's own work.
  package static let everything = OrganisationScope("*")

  package func contains(_ organisation: Int64) -> Bool { ids?.contains(organisation) ?? true }

  /// Whether the caller acts for the whole house: admin, and whose organisation stands above all
  /// others.
  package var isWholeHouse: Bool { ids == nil }

  /// Nil when everything is in scope; else the ids in ascending order, for an SQL list.
  package var limitedTo: [Int64]? { ids?.sorted() }

  /// The same between commas, for FIND_IN_SET.
  package var idList: String? { limitedTo?.map(String.init).joined(separator: ",") }
}
