import WebAPI

/// A new user, and what its maker should know.
struct CreatedUser: Document {
  /// Something that was done and may not have been meant.
  struct Warning: Document {
    let field: String
    let reason: String

    static let shape: [Member<Warning>] = [
      .text("field") { $0.field },
      .text("reason") { $0.reason },
    ]
  }

  let user: User
  let warnings: [Warning]

  static let shape: [Member<CreatedUser>] =
    User.members { $0.user } + [.answer("warnings") { $0.warnings }]
}
