import WebAPI

/// One permission that a route of some centre declares.
struct PermissionAnswer: Document {
  let code: String
  let description: String

  static let shape: [Member<PermissionAnswer>] = [
    .text("code") { $0.code },
    .text("description") { $0.description },
  ]
}
