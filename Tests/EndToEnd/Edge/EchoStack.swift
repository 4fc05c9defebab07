import Foundation
import StackKit
import Synchronization

/// Nginx in front of responders that the test plays itself.
struct EchoStack: Sendable {
  let stack: Stack
  let auth: EchoResponder
  let centres: [String: EchoResponder]

  static func get() throws -> EchoStack { try started.get() }

  /// The token decides what erp-auth says.
  private static func judge(_ request: EchoResponder.Request) -> EchoResponder.Reply {
    let token = (request.parameters["HTTP_AUTHORIZATION"] ?? "").dropFirst("Bearer ".count)
    func refuse(_ name: String) -> EchoResponder.Reply {
      .answer(headers: ["Status: 401 Unauthorized", "X-Erp-Auth-Error: \(name)"], body: "")
    }
    switch token {
    case "good":
      let headers = [
        "Status: 200 OK", "X-Erp-User-Id: 7", "X-Erp-User-Name: amy", "X-Erp-Org-Id: 3",
        "X-Erp-Org-Scope: 3,4", "X-Erp-Permissions: item.create,stock.in",
        "X-Erp-Session-Id: s1",
      ]
      return .answer(headers: headers, body: "")
    case "": return refuse("auth.token_missing")
    case "expired": return refuse("auth.token_expired")
    case "revoked": return refuse("auth.token_revoked")
    case "store-down": return refuse("unavailable")
    case "forbidden": return .answer(headers: ["Status: 403 Forbidden"], body: "")
    case "crash": return .hangUp
    case "broken": return .answer(headers: ["Status: 500 Oops"], body: "")
    default: return refuse("auth.token_invalid")
    }
  }

  private static func echo(_ request: EchoResponder.Request) -> EchoResponder.Reply {
    let path = request.parameters["DOCUMENT_URI"] ?? ""
    if path.hasSuffix("/hang-up") { return .hangUp }
    if path.hasSuffix("/hang-up-once") {
      return firstHangUp.withLock { $0.insert(path).inserted } ? .hangUp : answer("200 OK", "{}")
    }
    if path.hasSuffix("/own-error") { return answer("503 Later", #"{"own":true}"#) }
    if path == "/user/login" { return answer("401 No", #"{"own":true}"#) }
    return answer("200 OK", "{}")
  }

  private static func answer(_ status: String, _ body: String) -> EchoResponder.Reply {
    .answer(
      headers: [
        "Status: \(status)", "Content-Type: application/json", "Retry-After: 9",
        "X-Request-Id: theirs", "Cache-Control: public",
      ], body: body)
  }

  private static let firstHangUp = Mutex<Set<String>>([])

  private static let started = Result {
    var options = StackOptions(directory: try SharedStack.directory("echo"))
    options.endsWithStarter = true
    options.rateLimit = .off
    options.parts = ["nginx"]
    let stack = try Stack.start(options)
    var centres: [String: EchoResponder] = [:]
    for name in [
      "user", "item", "stock", "member", "promo", "order", "pos", "purchase", "production", "job",
      "cost",
      "ops",
    ] {
      centres[name] = try EchoResponder(at: stack.layout.socket(name), echo)
    }
    let auth = try EchoResponder(at: stack.layout.socket("auth"), judge)
    return EchoStack(stack: stack, auth: auth, centres: centres)
  }
}
