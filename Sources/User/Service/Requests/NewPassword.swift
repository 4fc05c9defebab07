import UserDomain
import WebAPI

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
  var reason: FaultReason {
    switch self {
    case .tooShort, .tooLong:
      .other(english: "must have 8 to 72 bytes in UTF-8", chinese: "长度必须为 8 到 72 字节（UTF-8）")
    case .controlCharacter: .controlCharacters
    case .isTheName: .other(english: "must not be the user's name", chinese: "不能与用户名相同")
    }
  }
}
