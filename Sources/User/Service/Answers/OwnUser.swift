import WebAPI

/// The caller: its user, and what it may do, for a client that shows only what works.
struct OwnUser: Document {
  let user: User
  /// Permission codes, or `*` alone.
  let permissions: [String]

  static let shape: [Member<OwnUser>] = [
    .id("user_id") { $0.user.userID },
    .text("username") { $0.user.username },
    .text("name") { $0.user.name },
    .optionalText("phone") { $0.user.phone },
    .id("org_id") { $0.user.orgID },
    .texts("roles") { $0.user.roles },
    .choice("status") { $0.user.status },
    .integer("version") { $0.user.version },
    .instant("created_at") { $0.user.createdAt },
    .texts("permissions") { $0.permissions },
  ]
}
