import WebAPI

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
