/// What an organisation is.
package enum OrgKind: String, CaseIterable, Sendable {
  case company
  case store
  case warehouse
  case factory
}

/// An organisation.
package struct Org: Equatable, Sendable {
  package let id: Int64
  package let code: String
  package let name: String
  package let parentID: Int64?
  package let kind: OrgKind

  package init(id: Int64, code: String, name: String, parentID: Int64?, kind: OrgKind) {
    self.id = id
    self.code = code
    self.name = name
    self.parentID = parentID
    self.kind = kind
  }
}

/// The place of an organisation in the tree: the ids from the root down to it, `/1/4/17/`.
///
/// An organisation lies below another exactly when its path begins with the other's.
package struct OrgPath: Hashable, Sendable {
  /// Levels of the tree, the root's included.
  package static let maximumDepth = 8
  /// Organisations in all: the list of those below a caller travels with each of its requests.
  package static let maximumCount = 2000

  /// The stored form, beginning and ending with a slash.
  package let text: String

  /// A stored path.
  package init(stored text: String) {
    self.text = text
  }

  /// The path of a root.
  package init(root id: Int64) {
    text = "/\(id)/"
  }

  /// The path of a child, or nil where the tree would become too deep.
  package func child(_ id: Int64) -> OrgPath? {
    depth < Self.maximumDepth ? OrgPath(stored: "\(text)\(id)/") : nil
  }

  /// 1 for a root.
  package var depth: Int {
    text.utf8.count { $0 == UInt8(ascii: "/") } - 1
  }

  /// Whether `other` is this organisation or lies below it.
  package func contains(_ other: OrgPath) -> Bool {
    other.text.utf8.starts(with: text.utf8)
  }
}
