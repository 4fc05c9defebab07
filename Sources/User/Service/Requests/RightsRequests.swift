/// An organisation to be made.
struct CreateOrgRequest: RequestBody {
  let code: String
  let name: String
  let parentID: Int64?
  let kind: OrgKind

  init(from fields: inout Fields) {
    code = fields.code("code", 1...40, .code)
    name = fields.text("name", 1...100)
    parentID = fields.optionalID("parent_id")
    kind = fields.choice("kind", OrgKind.self) ?? .store
  }
}

/// A role to be made.
struct CreateRoleRequest: RequestBody {
  let code: String
  let name: String
  let permissions: [String]

  init(from fields: inout Fields) {
    code = fields.code("code", 1...40, .roleCode)
    name = fields.text("name", 1...100)
    permissions = fields.codes("permissions", 1...500, each: 1...80, .code)
    for permission in permissions where PermissionPattern(permission) == nil {
      fields.refuse(
        "permissions",
        .other(
          english: "\(permission) is not a permission: <centre>.<action>, <centre>.*, *.read or *",
          chinese: "\(permission) 不是权限代码：<中心>.<操作>、<中心>.*、*.read 或 *"))
    }
  }
}

extension TextPattern {
  /// Codes of roles travel in lists between commas.
  static let roleCode = TextPattern(
    expression: "^[A-Za-z0-9_-]+$", english: "letters, digits, underscores and hyphens",
    chinese: "只能包含字母、数字、下划线和连字符",
    allows: {
      ($0 >= 0x30 && $0 <= 0x39) || ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || $0 == 0x5F
        || $0 == 0x2D
    })
}

/// Which roles are listed.
struct RoleFilter: RequestBody {
  let listing: Listing

  init(from fields: inout Fields) {
    listing = fields.listing(sorts: ["code"])
  }
}

/// Which calls of the audit log are listed, the newest first.
struct AuditFilter: RequestBody {
  let userID: Int64?
  let action: String?
  let requestID: String?
  let object: String?
  let span: TimeSpan
  let listing: Listing

  init(from fields: inout Fields) {
    userID = fields.optionalID("user_id")
    action = fields.optionalText("action", 1...64)
    requestID = fields.optionalText("request_id", 1...64)
    object = fields.optionalText("object", 1...140)
    span = fields.timeSpan()
    listing = fields.listing(sorts: ["-called_at"])
  }
}
