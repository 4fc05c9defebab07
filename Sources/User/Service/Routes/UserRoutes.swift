import Security
import Transactions
import UserDomain
package import WebAPI

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
        prepare: LogIn(issuer: issuer).check, LogIn(issuer: issuer).run),
      .post(
        "/user/refresh", .anyone, "New tokens for a refresh token, once 用刷新令牌换取新令牌，仅一次",
        body: RefreshRequest.self, RefreshLogin(issuer: issuer).run),
      .post("/user/logout", .authenticated, "End this login 退出登录", body: NoBody.self) { call, _ in
        try SessionStore(database: call.database).end(call.caller.sessionID, because: .logout)
        return EmptyAnswer()
      },
      .postPrepared(
        "/user/password", .authenticated,
        "Change the own password; ends all other logins 修改自己的密码，其他登录随之失效",
        body: PasswordChange.self, prepare: ChangePassword().check
      ) { call, _, checked in try ChangePassword().run(call, checked) },
      .postPrepared(
        "/user/password/reset", UserPermissions.update,
        "Give a user a new password; ends all its logins 重置用户密码，其全部登录随之失效",
        body: PasswordReset.self,
        prepare: { try PasswordCheck.hash($1.newPassword) }, ResetPassword().run),
    ]
  }

  private static var users: [Route] {
    [
      .postPrepared(
        "/user/create", UserPermissions.create, "Create a user 新建用户", body: NewUser.self,
        creates: true, prepare: { try PasswordCheck.hash($1.password) }, CreateUser().run),
      .get("/user/me", .authenticated, "The caller and what it may do 当前用户及其权限", ownUser),
      .get(
        "/user/list", UserPermissions.read, "Users of the caller's organisations 本组织范围内的用户",
        query: UserFilter.self
      ) { call, query in
        let scope = try OrgStore(database: call.database).scope(of: call.caller)
        return try UserQueries(database: call.database).list(query, below: scope)
      },
      .get("/user/{id}", UserPermissions.read, "One user 单个用户") { call in
        try Rights(call).user(try call.pathID())
      },
      .put(
        "/user/{id}", UserPermissions.update, "Change or disable a user 修改或停用用户",
        body: UserChange.self,
        ChangeUser().run),
    ]
  }

  private static var rights: [Route] {
    [
      .post(
        "/user/role/create", UserPermissions.roleCreate, "Create a role 新建角色", body: NewRole.self,
        creates: true, CreateRole().run),
      .get("/user/role/list", UserPermissions.roleRead, "Roles 角色列表", query: RoleFilter.self) {
        try RoleStore(database: $0.database).list($1.listing)
      },
      .post(
        "/user/role/assign", UserPermissions.roleAssign,
        "Give a user these roles and no others 设置用户的全部角色",
        body: RoleAssignment.self, AssignRoles().run),
      .get(
        "/user/permission/list", UserPermissions.roleRead,
        "Every permission that a call needs 接口所需的全部权限"
      ) { call in
        try PermissionStore(database: call.database).catalogue().entries.map {
          PermissionAnswer(code: $0.code, description: $0.description)
        }
      },
      .post(
        "/user/org/create", UserPermissions.orgCreate, "Create an organisation 新建组织",
        body: NewOrg.self, creates: true, CreateOrg().run),
      .get("/user/org/tree", .authenticated, "The caller's organisation and those below 当前用户的组织及下级")
      { call in
        let orgs = OrgStore(database: call.database)
        return OrgNode.forest(of: try orgs.all(below: try orgs.scope(of: call.caller)))
      },
      .get(
        "/user/audit/list", UserPermissions.auditRead,
        "Every writing call and every login 审计日志：全部写操作和登录",
        query: AuditFilter.self
      ) { call, query in
        let scope = try OrgStore(database: call.database).scope(of: call.caller)
        return try AuditQueries(database: call.database).list(query, below: scope)
      },
    ]
  }

  @Sendable
  private static func ownUser(_ call: Call) throws -> OwnUser {
    guard let user = try UserQueries(database: call.database).user(call.caller.userID) else {
      throw UserRefusal.userNotFound
    }
    let patterns = try RoleStore(database: call.database).patterns(of: user.roles)
    let catalogue = try PermissionStore(database: call.database).catalogue()
    let codes = catalogue.entries.map(\.code).filter(catalogue.grants(of: patterns).contains)
    return OwnUser(user: user, permissions: codes)
  }
}
