package import EventStream
package import JSONCoding

/// A user was made.
package struct UserCreated: EventPayload, Equatable {
  package static let type = "UserCreated"
  package static let version = 1
  package static let centre = "user"

  package let user: UserFacts

  package init(_ user: UserFacts) { self.user = user }

  package init(from reader: PayloadReader) throws(PayloadFault) {
    user = try UserFacts(from: reader)
  }

  package var key: String { String(user.userID) }
  package func write(to writer: inout JSONWriter) { user.write(to: &writer) }
}
