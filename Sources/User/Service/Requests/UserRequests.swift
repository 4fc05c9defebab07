/// A user to be made.
struct CreateUserRequest: RequestBody {
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
struct ChangeUserRequest: RequestBody {
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
    version = fields.positive("version")
  }
}

/// Which roles a user shall have, all of them.
struct AssignRolesRequest: RequestBody {
  let userID: Int64
  let roles: [String]

  init(from fields: inout Fields) {
    userID = fields.id("user_id")
    roles = fields.codes("roles", 0...50, each: 1...40, .code)
  }
}

/// Which users are listed.
struct UserFilter: RequestBody {
  /// Part of the username or of the name.
  let keyword: String?
  let status: UserStatus?
  let organisationID: Int64?
  let listing: Listing

  init(from fields: inout Fields) {
    keyword = fields.optionalText("keyword", 1...100)
    status = fields.optionalChoice("status", UserStatus.self)
    organisationID = fields.optionalID("org_id")
    listing = fields.listing(sorts: ["-created_at", "username", "user_id"])
  }
}
