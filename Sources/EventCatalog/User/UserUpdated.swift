package import EventModel
package import JSONCoding

/// A user's name, organisation, roles or status changed. Carries the whole new state.
package struct UserUpdated: EventPayload, Equatable {
  package static let type = "UserUpdated"
  package static let version = 1
  package static let centre = "user"

  package let user: UserSnapshot

  package init(_ user: UserSnapshot) { self.user = user }

  package init(from reader: PayloadReader) throws(PayloadFault) {
    user = try UserSnapshot(from: reader)
  }

  package var key: String { String(user.userID) }
  package func write(to writer: inout JSONWriter) { user.write(to: &writer) }
}
