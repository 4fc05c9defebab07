import Kernel
import UserDomain
import WebAPI

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

/// Which calls of the audit log are listed, the newest first.
struct AuditFilter: RequestBody {
  let userID: Int64?
  let action: String?
  let from: Instant?
  let to: Instant?
  let listing: Listing

  init(from fields: inout Fields) {
    userID = fields.optionalID("user_id")
    action = fields.optionalText("action", 1...64)
    from = fields.optionalInstant("from")
    to = fields.optionalInstant("to")
    listing = fields.listing(sorts: ["-called_at"])
  }
}

/// Which roles are listed.
struct RoleFilter: RequestBody {
  let listing: Listing

  init(from fields: inout Fields) {
    listing = fields.listing(sorts: ["code"])
  }
}
