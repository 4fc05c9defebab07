import WebAPI

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
