import Kernel
import WebAPI

/// One writing call, or one login: who did what, when, from where, in which request.
struct AuditEntry: ObjectAnswer {
  let callID: Int64
  /// Nil for a login with a name that nobody has.
  let userID: Int64?
  let username: String?
  let action: String
  let path: String
  /// HTTP status of the answer.
  let status: Int64
  let remoteAddress: String
  let requestID: String
  let calledAt: Instant

  static let shape: [AnswerField<AuditEntry>] = [
    .id("call_id") { $0.callID },
    .optionalID("user_id") { $0.userID },
    .optionalText("username") { $0.username },
    .text("action") { $0.action },
    .text("path") { $0.path },
    .integer("status") { $0.status },
    .text("remote_address") { $0.remoteAddress },
    .text("request_id") { $0.requestID },
    .instant("called_at") { $0.calledAt },
  ]
}
