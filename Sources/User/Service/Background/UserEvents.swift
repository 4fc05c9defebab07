extension User {
  /// The user as its events tell it: without the phone number.
  var snapshot: UserSnapshot {
    UserSnapshot(
      userID: id, username: username, name: name, organisationID: organisationID, roles: roles,
      status: status.rawValue, version: version)
  }
}
