package import EventModel

/// What both events of a user have alike.
package protocol UserEvent: EventPayload, EventObject {
  var user: UserSnapshot { get }
}

extension UserEvent {
  package static var centre: String { "user" }
  package var key: String { String(user.userID) }
}

/// A user was made.
package struct UserCreated: UserEvent {
  package static let type = "UserCreated"
  package static let version = 1

  package let user: UserSnapshot

  package init(_ user: UserSnapshot) { self.user = user }

  package static let shape = EventShape<Self>(fields(of: \.user), make: Self.init)
}

/// A user's name, organisation, roles or status changed. Carries the whole new state.
package struct UserUpdated: UserEvent {
  package static let type = "UserUpdated"
  package static let version = 1

  package let user: UserSnapshot

  package init(_ user: UserSnapshot) { self.user = user }

  package static let shape = EventShape<Self>(fields(of: \.user), make: Self.init)
}

/// A user as its events tell it. No phone number and nothing of a password: no consumer needs them.
package struct UserSnapshot: EventObject {
  package let userID: Int64
  package let username: String
  package let name: String
  package let organisationID: Int64?
  /// Codes of the roles.
  package let roles: [String]
  /// active or disabled.
  package let status: String
  package let version: Int64

  package init(
    userID: Int64, username: String, name: String, organisationID: Int64?, roles: [String],
    status: String, version: Int64
  ) {
    self.userID = userID
    self.username = username
    self.name = name
    self.organisationID = organisationID
    self.roles = roles
    self.status = status
    self.version = version
  }

  package static let shape = EventShape<Self>(
    field("user_id", \.userID),
    field("username", \.username),
    field("name", \.name),
    field("org_id", \.organisationID),
    field("roles", \.roles),
    field("status", \.status),
    field("version", \.version),
    make: Self.init)
}
