import FastCGIServer
import Kernel
import MariaDBClient
import Security
import Synchronization
import WebAPI

/// A client's `Idempotency-Key` and the row in `api_call` that claims it.
struct IdempotencyClaim {
  enum Outcome {
    /// This request is the first; the row's id.
    case taken(Int64)
    /// Another was; its answer.
    case replay(GatewayResponse)
  }

  private let call: Call
  private let key: String
  private let requestHash: [UInt8]

  /// Nil when the client sent no key, or is nobody: logins are never replayed, because their
  /// answers hold tokens that must not be stored.
  init?(_ call: Call) throws {
    guard let key = call.request.parameter("HTTP_IDEMPOTENCY_KEY"), !key.isEmpty,
      call.caller.userID > 0
    else { return nil }
    guard RequestLimits.idempotencyKey.contains(key.utf8.count), TextPattern.code.matches(key)
    else {
      throw Problem.field(
        "Idempotency-Key",
        .other(
          english: "must be 1 to 64 visible ASCII characters", chinese: "必须是 1 到 64 个可见的 ASCII 字符"),
        in: call.language)
    }
    self.call = call
    self.key = key
    self.requestHash = RequestFingerprint.make(
      method: call.request.parameter("REQUEST_METHOD") ?? "",
      target: call.request.parameter("REQUEST_URI") ?? "", body: call.body)
  }

  /// Whether the call's key has an answer already, of whatever request.
  static func isAnswered(_ call: Call) throws -> Bool {
    guard let claim = try IdempotencyClaim(call) else { return false }
    return try AuditLog.firstAnswer(
      userID: call.caller.userID, key: claim.key, on: call.database) != nil
  }

  /// The first statement of the transaction. A twin blocks here until the first has committed.
  func take() throws -> Outcome {
    do throws(DatabaseError) {
      return .taken(try AuditLog.claim(call, key: key, requestHash: requestHash))
    } catch {
      if case .duplicateKey = error.kind {
        call.database.rollback()
        return .replay(try replay())
      }
      if error.isLockWaitTimeout {
        throw Problem(.idempotencyInProgress, retryAfter: 1)
      }
      throw error
    }
  }

  func complete(_ callID: Int64, status: Int, _ body: [UInt8]) throws(DatabaseError) {
    try AuditLog.complete(callID, call, status: status, response: body)
  }

  private func replay() throws -> GatewayResponse {
    guard
      let first = try AuditLog.firstAnswer(
        userID: call.caller.userID, key: key, on: call.database)
    else { throw DatabaseError.undone(statement: "api_call.claim") }
    guard first.requestHash == requestHash else { throw Problem(.idempotencyMismatch) }
    let texts = first.response.split(separator: UInt8(ascii: "\n"))
    let text = (call.language == .chinese ? texts.last : texts.first) ?? []
    var response = GatewayResponse.json(Array(text), status: first.status)
    response.headers.append(("Idempotency-Replayed", "true"))
    response.headers.append(("Idempotency-First-At", first.calledAt.rfc3339))
    return response
  }
}

/// What tells one request from another under the same `Idempotency-Key`.
package enum RequestFingerprint {
  private static let secret = Mutex<[UInt8]>([])

  /// Mixes a secret into every fingerprint of this process. A centre whose requests carry passwords
  /// must: else the stored fingerprint would let whoever reads the table try passwords out fast.
  /// All processes of the centre need the same secret; when it changes, a repeat of an older keyed
  /// request is refused as different.
  package static func mixIn(_ bytes: [UInt8]) {
    secret.withLock { $0 = bytes }
  }

  static func make(method: String, target: String, body: [UInt8]) -> [UInt8] {
    // The secret has one fixed length, so its end and the request's beginning cannot be confused.
    let prefix = secret.withLock { $0 }
    return SHA256.digest(of: prefix + Array("\(method) \(target)\n".utf8) + body).bytes
  }
}
