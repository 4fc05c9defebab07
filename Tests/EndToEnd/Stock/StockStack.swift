import Foundation
import StackKit

/// The stores, Nginx and the centres that stock needs. Who calls is what the test says: a token
/// `<user>:<org>:<scope>`, so that organisations cost nothing to make.
struct StockStack: Sendable {
  let stack: Stack
  private let auth: EchoResponder

  static func get() throws -> StockStack { try started.get() }

  /// A client of one thread, who may do everything in `scope` ("*" or "3,4").
  func client(user: Int = 1, organisation: Int = 1, scope: String = "*") -> APIClient {
    let client = APIClient(stack)
    client.token = "\(user):\(organisation):\(scope)"
    return client
  }

  private static func judge(_ request: EchoResponder.Request) -> EchoResponder.Reply {
    let token = (request.parameters["HTTP_AUTHORIZATION"] ?? "").dropFirst("Bearer ".count)
    let parts = token.split(separator: ":").map(String.init)
    guard parts.count == 3 else {
      return .answer(
        headers: ["Status: 401 Unauthorized", "X-Erp-Auth-Error: auth.token_missing"], body: "")
    }
    let headers = [
      "Status: 200 OK", "X-Erp-User-Id: \(parts[0])", "X-Erp-User-Name: tester",
      "X-Erp-Org-Id: \(parts[1])", "X-Erp-Org-Scope: \(parts[2])", "X-Erp-Permissions: *",
      "X-Erp-Session-Id: 1",
    ]
    return .answer(headers: headers, body: "")
  }

  private static let started = Result {
    var options = StackOptions(directory: try SharedStack.directory("stock"))
    options.endsWithStarter = true
    options.rateLimit = .off
    options.parts = ["mariadb", "redis", "nginx", "item", "stock", "order", "relay", "worker"]
    let stack = try Stack.start(options)
    let auth = try EchoResponder(at: stack.layout.socket("auth"), judge)
    return StockStack(stack: stack, auth: auth)
  }
}
