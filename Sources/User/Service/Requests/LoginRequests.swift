import WebAPI

/// A login. Whatever fits a text is tried: a rule refused here would tell more than a wrong
/// password.
struct LoginRequest: RequestBody {
  let username: String
  let password: String

  init(from fields: inout Fields) {
    username = fields.code("username", 1...200)
    password = fields.secret("password", 1...1000)
  }
}

/// A new access token for a refresh token.
struct RefreshRequest: RequestBody {
  let refreshToken: String

  init(from fields: inout Fields) {
    refreshToken = fields.secret("refresh_token", 1...200)
  }
}

/// A change of one's own password.
struct PasswordChange: RequestBody {
  let oldPassword: String
  let newPassword: String

  init(from fields: inout Fields) {
    oldPassword = fields.secret("old_password", 1...1000)
    newPassword = fields.newPassword("new_password")
  }
}

/// A new password for a user who forgot the old one.
struct PasswordReset: RequestBody {
  let userID: Int64
  let newPassword: String

  init(from fields: inout Fields) {
    userID = fields.id("user_id")
    newPassword = fields.newPassword("new_password")
  }
}
