import UserDomain
import WebAPI

/// A user to be made.
struct NewUser: RequestBody {
  let username: String
  let password: String
  let name: String
  let phone: String?
  let organisationID: Int64?
  let roles: [String]

  init(from fields: inout Fields) {
    username = fields.code("username", Username.length)
    password = fields.newPassword("password")
    name = fields.text("name", 1...100)
    phone = fields.optionalContactPhone("phone")
    organisationID = fields.optionalID("org_id")
    roles = fields.optionalCodes("roles", 0...50, each: 1...40, .code) ?? []
    if !username.isEmpty, !Username.isValid(username) {
      fields.refuse(
        "username",
        .other(
          english: "must be letters, digits, Chinese characters and . _ @ + -",
          chinese: "只能包含字母、数字、汉字和 . _ @ + -"))
    }
    if !password.isEmpty, password == username {
      fields.refuse("password", PasswordRule.Fault.isTheName.reason)
    }
  }
}

/// What changes of a user; what is absent stays.
struct UserChange: RequestBody {
  let name: String?
  let phone: Change<String>
  let organisationID: Int64?
  let status: UserStatus?
  let version: Int64

  init(from fields: inout Fields) {
    name = fields.replacement("name") { $0.optionalText($1, 1...100) }
    phone = fields.change("phone") { $0.optionalContactPhone($1) }
    organisationID = fields.replacement("org_id") { $0.optionalID($1) }
    status = fields.replacement("status") { $0.optionalChoice($1, UserStatus.self) }
    version = fields.id("version")
  }
}

/// Which roles a user shall have, all of them.
struct RoleAssignment: RequestBody {
  let userID: Int64
  let roles: [String]

  init(from fields: inout Fields) {
    userID = fields.id("user_id")
    roles = fields.codes("roles", 0...50, each: 1...40, .code)
  }
}

extension NewUser {
  /// The first user, which nobody asks for over the network.
  init(admin username: String) {
    self.username = username
    password = ""
    name = "系统管理员"
    phone = nil
    organisationID = nil
    roles = []
  }
}
