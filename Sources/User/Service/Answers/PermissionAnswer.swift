import WebAPI

/// One permission that a route of some centre declares.
struct PermissionAnswer: ObjectAnswer {
  let code: String
  let description: String

  static let shape: [AnswerField<PermissionAnswer>] = [
    .text("code") { $0.code },
    .text("description") { $0.description },
  ]
}
