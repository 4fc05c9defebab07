/// Whether a user may log in.
package enum UserStatus: String, CaseIterable, Sendable {
  case active
  /// Keeps the history of what the user did, and refuses everything from now on.
  case disabled
}

/// A user. Nothing of the password is in it.
package struct User: Equatable, Sendable {
  package let id: Int64
  package let username: String
  package private(set) var name: String
  package private(set) var phone: String?
  package private(set) var organisationID: Int64
  /// Codes, in order.
  package private(set) var roles: [String]
  package private(set) var status: UserStatus
  package private(set) var version: Int64
  package let createdAt: Instant

  package init(
    id: Int64, username: String, name: String, phone: String?, organisationID: Int64,
    roles: [String], status: UserStatus, version: Int64, createdAt: Instant
  ) {
    self.id = id
    self.username = username
    self.name = name
    self.phone = phone
    self.organisationID = organisationID
    self.roles = roles
    self.status = status
    self.version = version
    self.createdAt = createdAt
  }

  package var isAdmin: Bool { roles.contains(StandardRole.adminCode) }

  /// Becomes what was asked for by somebody who has seen `version`.
  /// - Returns: false if that is what the user is already
  package mutating func change(
    name: String, phone: String?, organisationID: Int64, status: UserStatus, seen version: Int64
  ) throws(UserRefusal) -> Bool {
    if (name, organisationID, status) == (self.name, self.organisationID, self.status),
      phone == self.phone
    {
      return false
    }
    guard version == self.version else { throw .versionStale }
    self.name = name
    self.phone = phone
    self.organisationID = organisationID
    self.status = status
    self.version = version.next
    return true
  }

  /// Has these roles and no others from now on.
  package mutating func assign(roles codes: [String]) {
    roles = codes
    version = version.next
  }
}

/// The name that a user logs in with. Compared in any case, else byte for byte, so only characters
/// that have one form are allowed: no combining marks, no look-alike spaces.
package enum Username {
  /// How many characters it has.
  package static let length = 1...64

  /// Whether `name` has only ASCII letters, digits, `. _ @ + -` and Chinese characters.
  package static func isValid(_ name: String) -> Bool {
    length.contains(name.unicodeScalars.count) && name.unicodeScalars.allSatisfy(allows)
  }

  /// What two names have alike that differ in case alone.
  package static func key(_ name: String) -> String { name.lowercased() }

  private static func allows(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", ".", "_", "@", "+", "-": true
    default: scalar.value >= 0x80 && scalar.properties.isIdeographic
    }
  }
}
