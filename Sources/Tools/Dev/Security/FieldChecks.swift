import Foundation
import StackKit

/// Fields that only the system itself sets.
enum FieldChecks {
  /// What an attacker would add, and the few calls that do take such a field.
  private static let fields = [
    "role", "permissions", "status", "total", "payable", "discount", "on_hand", "locked",
    "available", "created_by", "created_at", "updated_at", "approved_by", "user_id", "org_id",
    "store_id", "version", "points", "level", "growth", "unit_cost", "price", "order_no", "po_no",
    "mo_no", "seq", "password_hash", "token_version", "is_admin", "id",
  ]

  /// Each such field in the body of each writing call is refused, naming it, unless the call's own
  /// description has it.
  static func massAssignment(_ scene: SecurityScene) throws -> [String] {
    let admin = scene.admin()
    let document = try admin.get("/openapi.json").http.json as? [String: Any]
    let paths = document?["paths"] as? [String: [String: [String: Any]]] ?? [:]
    var findings: [String] = []
    var tried = 0
    let before = try scene.stack.sql("SELECT COUNT(*) FROM erp.outbox")
    for call in scene.calls where call.readsJSON && call.path != "/user/logout" {
      let operation = paths[call.path]?[call.method.lowercased()] ?? [:]
      let known = properties(of: operation)
      let added = fields.filter { !known.contains($0) }
      tried += added.count
      let body = Dictionary(uniqueKeysWithValues: added.map { ($0, 1) })
      let answer = try admin.send(call.method, call.path(with: "1"), body: body)
      let named = Set(answer.details.compactMap { $0["field"] as? String })
      guard answer.status == 400 else {
        findings.append("\(call.name): \(answer.status)")
        continue
      }
      let missing = added.filter { !named.contains($0) }
      if !missing.isEmpty { findings.append("\(call.name) does not refuse \(missing)") }
    }
    if tried < 1000 { findings.append("only \(tried) fields were tried") }
    let after = try scene.stack.sql("SELECT COUNT(*) FROM erp.outbox")
    if before != after { findings.append("something was written") }
    return findings + lines(scene, admin)
  }

  /// The same within a document's lines.
  private static func lines(_ scene: SecurityScene, _ admin: APIClient) -> [String] {
    let line: [String: Any] = [
      "sku_id": scene.documents.sku, "qty": 1, "discount": 1, "payable": "0.01", "total": 0,
    ]
    let answer = try? admin.post(
      "/order/create", ["channel": "pos", "store_id": 1, "lines": [line]])
    let named = Set((answer?.details ?? []).compactMap { $0["field"] as? String })
    return ["discount", "payable", "total"].filter { !named.contains("lines[0].\($0)") }
      .map { "lines[0].\($0) of an order is taken" }
  }

  private static func properties(of operation: [String: Any]) -> Set<String> {
    let body = operation["requestBody"] as? [String: Any]
    let content = body?["content"] as? [String: [String: Any]]
    let schema = content?["application/json"]?["schema"] as? [String: Any]
    return Set((schema?["properties"] as? [String: Any] ?? [:]).keys)
  }
}
