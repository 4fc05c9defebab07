import Kernel
import UserDomain
import WebAPI

/// A user as the API shows it. Nothing of the password is in it.
struct User: Document, Equatable {
  let userID: Int64
  let username: String
  let name: String
  let phone: String?
  let orgID: Int64
  /// Codes, in order.
  let roles: [String]
  let status: UserStatus
  let version: Int64
  let createdAt: Instant

  static let shape: [Member<User>] = [
    .id("user_id") { $0.userID },
    .text("username") { $0.username },
    .text("name") { $0.name },
    .optionalText("phone") { $0.phone },
    .id("org_id") { $0.orgID },
    .texts("roles") { $0.roles },
    .choice("status") { $0.status },
    .integer("version") { $0.version },
    .instant("created_at") { $0.createdAt },
  ]
}
