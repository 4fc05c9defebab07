extension UserRoutes {
  /// What each call can be refused with, beyond what holds for every call: for the API document.
  package static let refusals: [String: [ProblemKind]] = [
    "GET /user/audit/list": [.userNotFound],
    "POST /user/create": [.orgNotFound, .roleNotFound, .userDuplicate],
    "POST /user/login": [.badCredentials, .userDisabled],
    "POST /user/org/create": [.orgNotFound, .orgDuplicate, .orgLimit],
    "POST /user/password": [.badCredentials],
    "POST /user/password/reset": [.userNotFound],
    "POST /user/refresh": [.refreshInvalid],
    "POST /user/role/assign": [.roleNotFound, .userNotFound, .lastAdmin],
    "POST /user/role/create": [.roleDuplicate],
    "GET /user/{id}": [.userNotFound],
    "PUT /user/{id}": [.orgNotFound, .userNotFound, .lastAdmin],
  ]
}
