import UserService
import WebAPI

/// One user's access with the answer's headers already made. Immutable and shared.
final class AccessState: Sendable {
  let access: UserAccess
  /// All but the session's.
  let headers: [(String, String)]
  let permissions: PermissionSet

  init(_ access: UserAccess) {
    self.access = access
    permissions = PermissionSet(access.permissions)
    headers = [
      ("X-Erp-User-Id", String(access.userID)), ("X-Erp-User-Name", access.username),
      ("X-Erp-Org-Id", String(access.organisationID)), ("X-Erp-Org-Scope", access.orgScope),
      ("X-Erp-Permissions", access.permissions),
    ]
  }
}
