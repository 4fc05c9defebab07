import WebAPI

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
