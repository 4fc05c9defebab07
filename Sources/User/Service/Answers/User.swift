import Kernel
import UserDomain
import WebAPI

/// A user as the API shows it. Nothing of the password is in it.
struct User: ObjectAnswer, Equatable {
  let userID: Int64
  let username: String
  let name: String
  let phone: String?
  let organisationID: Int64
  /// Codes, in order.
  let roles: [String]
  let status: UserStatus
  let version: Int64
  let createdAt: Instant

  static let shape: [AnswerField<User>] = members { $0 }

  /// The members of a user, of whatever holds one.
  static func members<Owner>(_ user: @escaping @Sendable (Owner) -> User) -> [AnswerField<Owner>] {
    [
      .id("user_id") { user($0).userID },
      .text("username") { user($0).username },
      .text("name") { user($0).name },
      .optionalText("phone") { user($0).phone },
      .id("org_id") { user($0).organisationID },
      .texts("roles") { user($0).roles },
      .choice("status") { user($0).status },
      .integer("version") { user($0).version },
      .instant("created_at") { user($0).createdAt },
    ]
  }
}
