import Foundation
import StackKit

/// Who may call what.
enum AccessChecks {
  /// What may be called without a token, by the contract. The two files are no calls of a centre.
  private static let open: Set = [
    "POST /user/login", "POST /user/refresh", "GET /health", "GET /health/ready",
  ]
  private static let files = ["/openapi.json", "/docs"]

  static func everyCall(_ scene: SecurityScene) throws -> [String] {
    try withoutToken(scene) + aClerk(scene) + strangers(scene)
  }

  /// 401 for every call, whatever its body.
  private static func withoutToken(_ scene: SecurityScene) throws -> [String] {
    let nobody = scene.client(nil)
    var findings = scene.calls.count > 40 ? [] : ["only \(scene.calls.count) calls are described"]
    for call in scene.calls where call.isOpen != open.contains(call.name) {
      findings.append("\(call.name) is described as \(call.isOpen ? "open" : "closed")")
    }
    for call in scene.calls where !open.contains(call.name) {
      let body: [String: Any]? = call.readsJSON ? [:] : nil
      let answer = try nobody.send(call.method, call.path(with: "1"), body: body)
      if answer.status != 401 { findings.append("\(call.name) without a token: \(answer.status)") }
    }
    for path in files where try nobody.get(path).status != 200 {
      findings.append("\(path) is not there without a token")
    }
    return findings
  }

  /// 403 for every call whose permission the clerk's role lacks, and for no other.
  private static func aClerk(_ scene: SecurityScene) throws -> [String] {
    let clerk = scene.client(scene.clerk.token)
    let held = try clerk.get("/user/me")["permissions"] as? [String] ?? []
    guard !held.isEmpty, !held.contains("*") else { return ["the clerk holds \(held)"] }
    var findings: [String] = []
    var refused = 0
    for call in scene.calls {
      guard let permission = call.permission else { continue }
      let isHeld = held.contains(permission)
      let body: [String: Any]? = call.readsJSON ? ["no_such_field": 1] : nil
      let answer = try clerk.send(call.method, call.path(with: "999999999"), body: body)
      if (answer.status == 403) == isHeld {
        findings.append("\(call.name), \(isHeld ? "held" : "not held"): \(answer.status)")
      }
      refused += answer.status == 403 ? 1 : 0
    }
    if refused < 20 { findings.append("only \(refused) calls were closed to the clerk") }
    return findings
  }

  /// 404 for the documents of another store, read or written, by somebody who may do everything.
  private static func strangers(_ scene: SecurityScene) throws -> [String] {
    let stranger = scene.client(scene.stranger.token)
    let admin = scene.admin()
    var findings: [String] = []
    for call in scene.calls where call.path.contains("{") {
      if SceneDocuments.shared[call.path] != nil { continue }
      guard let id = scene.documents.owned[call.path] else {
        findings.append("\(call.name): whose are its documents?")
        continue
      }
      let body: [String: Any]? = call.method == "PUT" ? ["name": "stolen", "version": 1] : nil
      let theirs = try stranger.send(call.method, call.path(with: id), body: body)
      if theirs.status != 404 { findings.append("\(call.name) of another store: \(theirs.status)") }
      guard call.method == "GET" else { continue }
      // The negative control: it is there, for whom it is for.
      let own = try admin.get(call.path(with: id))
      if own.status != 200 { findings.append("\(call.name) by the admin: \(own.status)") }
    }
    for path in SceneDocuments.shared.keys where !scene.calls.contains(where: { $0.path == path }) {
      findings.append("\(path) is listed and does not exist")
    }
    return findings + byBody(scene, stranger)
  }

  /// The same where the document is named in the body.
  private static func byBody(_ scene: SecurityScene, _ stranger: APIClient) -> [String] {
    let (owned, store) = (scene.documents.owned, scene.documents.store)
    let order = owned["/order/{order}"].flatMap { Int($0) } ?? 0
    let number = (try? scene.admin().get("/order/\(order)"))?.string("order_no") ?? ""
    let purchase = owned["/po/{po}"].flatMap { Int($0) } ?? 0
    let production = owned["/mo/{mo}"].flatMap { Int($0) } ?? 0
    let user = owned["/user/{id}"].flatMap { Int($0) } ?? 0
    let line = ["sku_id": scene.documents.sku, "qty": 1]
    let bodies: [(String, [String: Any])] = [
      ("/order/cancel", ["order_no": number]),
      (
        "/order/pay",
        ["order_no": number, "payments": [["method": "cash", "amount": "2.00"]]]
      ),
      ("/order/ship", ["order_no": number]),
      ("/order/refund", ["order_no": number, "refund_no": "X"]),
      ("/order/create", ["channel": "pos", "store_id": store, "lines": [line]]),
      ("/po/approve", ["po_id": purchase, "approved": true]),
      ("/po/close", ["po_id": purchase, "reason": "x"]),
      ("/mo/release", ["mo_id": production]), ("/mo/start", ["mo_id": production]),
      ("/mo/cancel", ["mo_id": production, "reason": "x"]),
      ("/job/report", ["report_no": "X", "mo_id": production, "good_qty": 1]),
      ("/job/finish", ["mo_id": production]),
      ("/user/role/assign", ["user_id": user, "roles": [String]()]),
      ("/user/password/reset", ["user_id": user, "new_password": "stolen by a stranger"]),
      ("/pos/register", ["device_id": "x", "store_id": store]),
    ]
    return bodies.compactMap { path, body in
      let answer = try? stranger.post(path, body)
      return answer?.status == 404
        ? nil : "POST \(path) of another store: \(answer?.http.text ?? "no answer")"
    }
  }
}
