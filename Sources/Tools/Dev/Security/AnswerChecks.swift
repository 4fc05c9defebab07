import Foundation
import StackKit

/// What answers and the audit log tell.
enum AnswerChecks {
  /// Names from the program's own text, statements, paths.
  private static let words = [
    "SELECT ", "INSERT ", "SQLSTATE", "SQL syntax", "mysql", "libmariadb", "hiredis", "/tmp/",
    "/usr/", "/etc/", "/root", "/home/", ".swift", "Swift.", "Foundation", "Fatal error", "0x0",
    "erp_", "stack trace",
  ]

  /// Every call with nonsense in every place: each refusal is read.
  static func inside(_ scene: SecurityScene) throws -> [String] {
    let admin = scene.admin()
    let nonsense: [[UInt8]] = [
      Array("{".utf8), Array("[]".utf8), Array(#"{"\u0000":1}"#.utf8), [0xFF, 0xFE, 0x00],
      Array(#"{"name":{"a":[1]},"lines":7,"sku_id":"x","version":1e999}"#.utf8), [],
    ]
    var findings: [String] = []
    var read = 0
    // A logout would end the run's own login.
    for call in scene.calls where call.path != "/user/logout" {
      for place in ["0", "-1", "9007199254740992", "x", "%27%22", "%00", "%0d%0a", "..%2f..%2f"] {
        let path = call.path(with: place)
        let bodies = place == "x" && call.method != "GET" ? nonsense : [Array("{}".utf8)]
        for body in bodies {
          let answer = try admin.http.send(
            call.method, path + (call.method == "GET" ? "?page=x&after=%27&no=1" : ""),
            headers: [
              ("Authorization", "Bearer \(admin.token ?? "")"),
              ("Content-Type", "application/json"),
            ], body: call.method == "GET" ? nil : body)
          guard answer.status >= 400 else { continue }
          read += 1
          findings += faults(of: answer).map { "\(call.method) \(path): \($0)" }
        }
        if !call.path.contains("{"), call.method == "GET" { break }
      }
    }
    if read < 300 { findings.append("only \(read) refusals were read") }
    return findings
  }

  private static func faults(of answer: HTTPAnswer) -> [String] {
    var faults = words.filter { answer.text.contains($0) }.map { "tells of \"\($0)\"" }
    if answer.status >= 500 { faults.append("\(answer.status)") }
    let code = APIAnswer(answer).code
    if code.map({ $0 / 100 }) != answer.status { faults.append("code \(code ?? 0)") }
    return faults
  }

  /// Who did what, when, from where and by which request, for the calls that matter most.
  static func audit(_ scene: SecurityScene) throws -> [String] {
    let admin = APIClient(scene.stack)
    let mark = "audit-\(getpid())"
    let login = try admin.send(
      "POST", "/user/login", body: ["username": "admin", "password": scene.stack.adminPassword],
      headers: [("X-Request-Id", "\(mark)-login")])
    admin.token = login.string("token")
    let sku = scene.documents.sku
    let calls: [(String, String, [String: Any])] = [
      ("role", "/user/role/assign", ["user_id": scene.clerk.id, "roles": ["store_clerk"]]),
      ("price", "/item/price/set", ["sku_id": sku, "price_list": "retail", "price": "2.5"]),
      (
        "adjust", "/stock/count",
        [
          "ref_no": mark, "warehouse_id": 1, "lines": [["sku_id": sku, "counted_qty": 7]],
        ]
      ),
      ("replay", "/ops/events/replay", ["consumer": "stock"]),
    ]
    for (name, path, body) in calls {
      let answer = try admin.send(
        "POST", path, body: body, headers: [("X-Request-Id", "\(mark)-\(name)")])
      if answer.status >= 400 { return ["\(path): \(answer.http.text)"] }
    }
    let rows = try admin.get("/user/audit/list?size=200").items
    var findings: [String] = []
    for name in ["login"] + calls.map(\.0) {
      guard let row = rows.first(where: { $0["request_id"] as? String == "\(mark)-\(name)" }) else {
        findings.append("\(name) is not in the audit log")
        continue
      }
      for field in ["user_id", "action", "called_at", "remote_address"]
      where row[field] == nil || row[field] is NSNull {
        findings.append("\(name): no \(field)")
      }
    }
    let deleting = try scene.stack.sql(
      "SELECT GRANTEE FROM information_schema.TABLE_PRIVILEGES WHERE TABLE_NAME = 'api_call' "
        + "AND PRIVILEGE_TYPE IN ('DELETE', 'DROP', 'ALTER')")
    return findings + deleting.map { "\($0) may take rows from the audit log" }
  }
}
