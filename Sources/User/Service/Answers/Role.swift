import WebAPI

/// A named set of permissions.
struct Role: ObjectAnswer {
  let code: String
  let name: String
  /// Permission codes and patterns, in order.
  let permissions: [String]

  static let shape: [AnswerField<Role>] = [
    .text("code") { $0.code },
    .text("name") { $0.name },
    .texts("permissions") { $0.permissions },
  ]
}
