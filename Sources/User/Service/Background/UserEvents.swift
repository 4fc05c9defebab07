import EventCatalog
import EventModel
import EventStream
import MariaDBClient
import UserDomain
import WebAPI

/// Says in the outbox what happened to a user, last in the transaction.
enum UserEvents {
  static func append(_ payload: some EventPayload, _ call: Call) throws(DatabaseError) {
    let event = OutboxEvent(payload, source: "erp-user", requestID: call.requestID)
    try Outbox.append([event], on: call.database)
  }
}

extension User {
  /// The user as its events tell it: without the phone number.
  var facts: UserSnapshot {
    UserSnapshot(
      userID: userID, username: username, name: name, organisationID: organisationID, roles: roles,
      status: status.rawValue, version: version)
  }
}
