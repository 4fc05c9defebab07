extension User: ObjectAnswer {
  package static let shape: [AnswerField<User>] = members { $0 }

  /// The members of a user, of whatever holds one.
  static func members<Owner>(
    _ user: @escaping @Sendable (Owner) -> User
  ) -> [AnswerField<Owner>] {
    [
      .id("user_id") { user($0).id },
      .text("username") { user($0).username },
      .text("name") { user($0).name },
      .optionalText("phone") { user($0).phone },
      .id("org_id") { user($0).organisationID },
      .texts("roles") { user($0).roles },
      .choice("status") { user($0).status },
      .integer("version") { user($0).version },
      .instant("created_at") { user($0).createdAt },
    ]
  }
}

/// The caller: its user, and what it may do, for a client that shows only what works.
struct OwnUser: ObjectAnswer {
  let user: User
  /// Permission codes, every one that there is for who may do everything.
  let permissions: [String]

  static let shape: [AnswerField<OwnUser>] =
    User.members { $0.user } + [.texts("permissions") { $0.permissions }]
}

/// A new user, and what its maker should know.
struct CreatedUser: ObjectAnswer {
  /// Something that was done and may not have been meant.
  struct Warning: ObjectAnswer {
    let field: String
    let reason: String

    static let shape: [AnswerField<Warning>] = [
      .text("field") { $0.field },
      .text("reason") { $0.reason },
    ]
  }

  let user: User
  let warnings: [Warning]

  static let shape: [AnswerField<CreatedUser>] =
    User.members { $0.user } + [.answer("warnings") { $0.warnings }]
}

/// What a login or a refresh gives. Never stored and never logged.
struct LoginAnswer: ObjectAnswer {
  let token: String
  let refreshToken: String
  /// Seconds that `token` is good for.
  let expiresIn: Int64
  let user: User

  static let shape: [AnswerField<LoginAnswer>] = [
    .text("token") { $0.token },
    .text("refresh_token") { $0.refreshToken },
    .integer("expires_in") { $0.expiresIn },
    .answer("user") { $0.user },
  ]
}
