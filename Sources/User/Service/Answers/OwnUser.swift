import WebAPI

/// The caller: its user, and what it may do, for a client that shows only what works.
struct OwnUser: ObjectAnswer {
  let user: User
  /// Permission codes, every one that there is for who may do everything.
  let permissions: [String]

  static let shape: [AnswerField<OwnUser>] =
    User.members { $0.user } + [.texts("permissions") { $0.permissions }]
}
