import Security

/// The user centre's calls.
package enum UserRoutes {
  /// The table, in the order of the API document. Needs the private key only to serve logins, so
  /// that other programs can read the declarations without it.
  package static func table(_ environment: CentreEnvironment) throws -> [Route] {
    logins(try TokenIssuer(environment.configuration)) + users + rights
  }

  /// The table of the program that serves it: refuses to start without the private key.
  package static func serving(_ environment: CentreEnvironment) throws -> [Route] {
    let issuer = try TokenIssuer(environment.configuration)
    guard let signer = issuer.signer else {
      throw KeyFault.inaccessible(path: "ERP_TOKEN_PRIVATE_KEY_FILE (not set)", errno: 0)
    }
    RequestFingerprint.mixIn(signer.derivedSecret(for: "request fingerprints"))
    return try table(environment)
  }

  private static func logins(_ issuer: TokenIssuer) -> [Route] {
    [
      .postPrepared(
        "/user/login", .anyone, "Log in 登录", body: LoginRequest.self,
        prepare: LogIn(issuer: issuer).check, LogIn(issuer: issuer).run
      )
      .refusing(.badCredentials, .userDisabled),
      .post(
        "/user/refresh", .anyone, "New tokens for a refresh token, once 用刷新令牌换取新令牌，仅一次",
        body: RefreshRequest.self, RefreshLogin(issuer: issuer).run
      )
      .refusing(.refreshInvalid),
      .post("/user/logout", .authenticated, "End this login 退出登录", body: NoBody.self, LogIn.end),
      .postPrepared(
        "/user/password", .authenticated,
        "Change the own password; ends all other logins 修改自己的密码，其他登录随之失效",
        body: ChangePasswordRequest.self, prepare: ChangePassword.check
      ) { call, _, checked in try ChangePassword.run(call, checked) }
      .refusing(.badCredentials),
      .postPrepared(
        "/user/password/reset", UserPermissions.update,
        "Give a user a new password; ends all its logins 重置用户密码，其全部登录随之失效",
        body: ResetPasswordRequest.self,
        prepare: { try PasswordCheck.hash($1.newPassword) }, ResetPassword.run
      )
      .refusing(.userNotFound),
    ]
  }

  private static var users: [Route] {
    [
      .postPrepared(
        "/user/create", UserPermissions.create, "Create a user 新建用户", body: CreateUserRequest.self,
        creates: true, prepare: { try PasswordCheck.hash($1.password) }, CreateUser.run
      )
      .refusing(.orgNotFound, .roleNotFound, .userDuplicate),
      .get("/user/me", .authenticated, "The caller and what it may do 当前用户及其权限", UserQueries.own),
      .get(
        "/user/list", UserPermissions.read, "Users of the caller's organisations 本组织范围内的用户",
        query: UserFilter.self, UserQueries.list),
      .get("/user/{id}", UserPermissions.read, "One user 单个用户") { call in
        try Rights(call).user(try call.pathID())
      }
      .refusing(.userNotFound),
      .put(
        "/user/{id}", UserPermissions.update, "Change or disable a user 修改或停用用户",
        body: ChangeUserRequest.self,
        ChangeUser.run
      )
      .refusing(.orgNotFound, .userNotFound, .lastAdmin),
    ]
  }

  private static var rights: [Route] {
    [
      .post(
        "/user/role/create", UserPermissions.roleCreate, "Create a role 新建角色",
        body: CreateRoleRequest.self,
        creates: true, CreateRole.run
      )
      .refusing(.roleDuplicate),
      .get(
        "/user/role/list", UserPermissions.roleRead, "Roles 角色列表", query: RoleFilter.self,
        RightsQueries.roles),
      .post(
        "/user/role/assign", UserPermissions.roleAssign,
        "Give a user these roles and no others 设置用户的全部角色",
        body: AssignRolesRequest.self, AssignRoles.run
      )
      .refusing(.roleNotFound, .userNotFound, .lastAdmin),
      .get(
        "/user/permission/list", UserPermissions.roleRead,
        "Every permission that a call needs 接口所需的全部权限", RightsQueries.permissions),
      .post(
        "/user/org/create", UserPermissions.orgCreate, "Create an organisation 新建组织",
        body: CreateOrgRequest.self, creates: true, CreateOrg.run
      )
      .refusing(.orgNotFound, .orgDuplicate, .orgLimit),
      .get(
        "/user/org/tree", .authenticated, "The caller's organisation and those below 当前用户的组织及下级",
        RightsQueries.organisations),
      .get(
        "/user/audit/list", UserPermissions.auditRead,
        "Every writing call and every login 审计日志：全部写操作和登录",
        query: AuditFilter.self, AuditQueries.list
      )
      .refusing(.userNotFound),
    ]
  }
}

/// The permissions of the user centre.
enum UserPermissions {
  static let create = Permission.code("user.create", describedAs: "Create users 新建用户")
  static let read = Permission.code("user.read", describedAs: "See users 查看用户")
  static let update = Permission.code(
    "user.update", describedAs: "Change, disable and reset users 修改、停用用户，重置密码")
  static let roleCreate = Permission.code("user.role_create", describedAs: "Create roles 新建角色")
  static let roleRead = Permission.code(
    "user.role_read", describedAs: "See roles and permissions 查看角色和权限")
  static let roleAssign = Permission.code(
    "user.role_assign", describedAs: "Give roles to users 分配角色")
  static let orgCreate = Permission.code(
    "user.org_create", describedAs: "Create organisations 新建组织")
  static let auditRead = Permission.code(
    "user.audit_read", describedAs: "See who did what 查看审计日志")
}
