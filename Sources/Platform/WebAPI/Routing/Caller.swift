/// Who makes a call, as Nginx learned it from `erp-auth`.
package struct Caller: Sendable {
  package let userID: Int64
  package let userName: String
  package let organisationID: Int64
  package let scope: OrganisationScope
  package let permissions: PermissionSet
  package let sessionID: Int64

  package init(
    userID: Int64, userName: String, organisationID: Int64, scope: OrganisationScope,
    permissions: PermissionSet, sessionID: Int64
  ) {
    self.userID = userID
    self.userName = userName
    self.organisationID = organisationID
    self.scope = scope
    self.permissions = permissions
    self.sessionID = sessionID
  }

  /// A caller without a token, for the few calls that take one.
  package static let nobody = Caller(
    userID: 0, userName: "", organisationID: 0, scope: OrganisationScope(""),
    permissions: PermissionSet(""), sessionID: 0)
}
