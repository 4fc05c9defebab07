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
struct ChangePasswordRequest: RequestBody {
  let oldPassword: String
  let newPassword: String

  init(from fields: inout Fields) {
    oldPassword = fields.secret("old_password", 1...1000)
    newPassword = fields.newPassword("new_password")
  }
}

/// A new password for a user who forgot the old one.
struct ResetPasswordRequest: RequestBody {
  let userID: Int64
  let newPassword: String

  init(from fields: inout Fields) {
    userID = fields.id("user_id")
    newPassword = fields.newPassword("new_password")
  }
}

extension Fields {
  /// A required new password, checked for everything but its likeness to the name.
  mutating func newPassword(_ key: StaticString) -> String {
    // Two characters can already be eight bytes; the rule itself counts bytes.
    let password = secret(key, 2...PasswordRule.bytes.upperBound)
    if !password.isEmpty, let fault = PasswordRule.fault(in: password, of: "") {
      refuse(key, fault.reason)
    }
    return password
  }
}

extension PasswordRule.Fault {
  /// The reason for people.
  package var reason: FaultReason {
    switch self {
    case .tooShort, .tooLong:
      .other(english: "must have 8 to 72 bytes in UTF-8", chinese: "长度必须为 8 到 72 字节（UTF-8）")
    case .controlCharacter: .controlCharacters
    case .isTheName: .other(english: "must not be the user's name", chinese: "不能与用户名相同")
    }
  }
}
