package import EventModel
package import JSONCoding

/// A user as its events tell it. No phone number and nothing of a password: no consumer needs them.
package struct UserSnapshot: Sendable, Equatable, JSONWritable {
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

  package init(from reader: PayloadReader) throws(PayloadFault) {
    userID = try reader.integer("user_id")
    username = try reader.text("username")
    name = try reader.text("name")
    organisationID = try reader.integerOrNil("org_id")
    roles = try reader.texts("roles")
    status = try reader.text("status")
    version = try reader.integer("version")
  }

  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("user_id", userID)
      writer.field("username", username)
      writer.field("name", name)
      writer.field("org_id", organisationID)
      writer.field("roles", roles)
      writer.field("status", status)
      writer.field("version", version)
    }
  }
}
