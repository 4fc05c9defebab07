import Foundation
import StackKit
import Testing

/// Looks at everything that a stack answers, after its books were filled to their bounds.
struct BoundReader {
  let stack: Stack
  let client: APIClient

  init(_ stack: Stack, _ client: APIClient) {
    self.stack = stack
    self.client = client
  }

  /// What stands in the place of a parameter in a path, or is asked for by a required one: each
  /// value of the query's first column.
  private static let values = [
    "GET /cost/sheet/{mo_id} mo_id": "SELECT mo_id FROM cost_sheet WHERE status = 'settled'",
    "GET /cost/{sku_id} sku_id": newest("sku_id", "cost_sku"),
    "GET /cost/{sku_id}/history sku_id": newest("sku_id", "cost_sku"),
    "GET /item/barcode/{code} code": newest("code", "sku_barcode"),
    "GET /item/price/{sku_id} sku_id": newest("sku_id", "sku"),
    "GET /item/sku/{sku_id} sku_id": newest("sku_id", "sku"),
    "GET /item/{id} id": newest("item_id", "item"),
    "GET /job/{mo_id}/status mo_id":
      "SELECT mo_id FROM production_order WHERE started_at IS NOT NULL",
    "GET /member/coupon member_id": "SELECT DISTINCT member_id FROM coupon",
    "GET /member/coupon/template/{id} id": newest("template_id", "coupon_template"),
    "GET /member/{id} id": newest("member_id", "member"),
    "GET /member/{id}/point/list id": newest("member_id", "member"),
    "GET /mo/bom mo_id": newest("mo_id", "production_order"),
    "GET /mo/bom/explode sku_id": newest("sku_id", "bom_template WHERE is_active"),
    "GET /mo/bom/explode qty":
      "SELECT * FROM (VALUES (0.0001), (1), (99999999999999.9999)) AS quantities",
    "GET /mo/bom/template/{id} id": newest("template_id", "bom_template"),
    "GET /mo/{mo} mo": newest("mo_id", "production_order"),
    "GET /order/{order} order": newest("order_no", "sales_order"),
    "GET /po/{po} po": newest("po_id", "purchase_order"),
    "GET /pos/status device_id": newest("device_id", "pos_device"),
    "GET /promo/{id} id": newest("promo_id", "promotion"),
    "GET /stock/{sku_id} sku_id": newest("sku_id", "stock_sku"),
    "GET /user/{id} id": newest("user_id", "user_account"),
  ]

  private static func newest(_ column: String, _ table: String) -> String {
    "SELECT DISTINCT \(column) FROM \(table) ORDER BY \(column) DESC LIMIT 60"
  }

  /// More of the same call: what sums over more.
  private static let filters = [
    "/stock/list": ["below_safety=true"], "/member/list": ["level=1000"],
    "/order/list": ["status=refunded"],
  ]

  /// Every GET of the API answers 200, for everything there is, to its last page.
  func expectEverythingReadable() throws {
    let document = try client.get("/openapi.json").http.json as? [String: Any]
    let paths = try #require(document?["paths"] as? [String: [String: Any]])
    var count = 0
    for (path, operations) in paths.sorted(by: { $0.key < $1.key }) {
      guard let operation = operations["get"] as? [String: Any] else { continue }
      let parameters = operation["parameters"] as? [[String: Any]] ?? []
      for address in try addresses(of: path, parameters) { count += try read(address) }
    }
    #expect(count > 200, "\(count) answers")
  }

  private func addresses(of path: String, _ parameters: [[String: Any]]) throws -> [String] {
    let names = Set(parameters.compactMap { $0["name"] as? String })
    var addresses = [path]
    for parameter in parameters where parameter["required"] as? Bool == true {
      let name = parameter["name"] as? String ?? ""
      let query = try #require(
        Self.values["GET \(path) \(name)"], "nothing is known for \(name) of GET \(path)")
      let values = try stack.sql(query).compactMap(\.first)
      #expect(!values.isEmpty, "GET \(path): nothing is there")
      addresses = addresses.flatMap { address in
        values.map { value in
          let text = value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? value
          return address.contains("{\(name)}")
            ? address.replacing("{\(name)}", with: text)
            : address + (address.contains("?") ? "&" : "?") + "\(name)=\(text)"
        }
      }
    }
    guard names.contains("size") else { return addresses }
    addresses = addresses.map { $0 + ($0.contains("?") ? "&" : "?") + "size=200" }
    return addresses
      + (Self.filters[path] ?? []).flatMap { filter in addresses.map { "\($0)&\(filter)" } }
  }

  /// Reads an address, page by page; how many answers there were.
  private func read(_ address: String) throws -> Int {
    var (count, next, rows) = (0, "", 0)
    while count < 200 {
      let answer = try client.get(address + next)
      count += 1
      guard answer.status == 200 else {
        Issue.record("GET \(address)\(next) is answered \(answer.http.text.prefix(500))")
        return count
      }
      rows += answer.items.count
      if let after = answer.string("next") {
        next = "&after=\(after)"
      } else if let total = answer.int("total"), rows < total, !answer.items.isEmpty {
        next = "&page=\(count + 1)"
      } else {
        return count
      }
    }
    return count
  }

  /// Every event gets where it goes, and nothing was given up or is tried again.
  func expectEventsDone() throws {
    let end = Date().addingTimeInterval(90)
    var open: [[String]] = []
    repeat {
      usleep(100_000)
      open = try stack.sql(
        """
        SELECT 'event', consumer, event_id, attempts, last_error FROM event_failure UNION ALL \
        SELECT 'thing', kind, object_key, attempts, last_error FROM put_aside UNION ALL \
        SELECT 'sku', '', s.sku_id, 0, 'not valued' FROM stock_sku s LEFT JOIN cost_sku c \
        ON c.sku_id = s.sku_id WHERE COALESCE(c.last_seq, 0) <> s.last_seq UNION ALL \
        SELECT 'outbox', type, outbox_id, republished, state FROM outbox WHERE state < 2 LIMIT 20
        """)
      if open.isEmpty { return }
    } while Date() < end
    Issue.record("not all is done: \(open)")
  }

  /// Each job of the worker still does its work.
  func expectJobsRun(_ clerk: BoundClerk) throws {
    let sku = try clerk.skus(["1"])[0]
    try clerk.putIn(sku, "10", cost: "1")
    let lock = clerk.next("lock")
    try clerk.post("/stock/lock", ["ref_no": lock, "lines": [clerk.line(sku, "1")]], 201)
    let order = try clerk.post(
      "/order/create", ["channel": "pos", "store_id": 1, "lines": [clerk.line(sku, "1")]], 201)
    let number = order.string("order_no") ?? ""
    let phone = "19\(UInt64.random(in: 100_000_000...999_999_999))"
    let made = try clerk.post("/member/register", ["name": "会员", "phone": phone], 201)
    let member = made.int("member_id") ?? 0
    try clerk.post(
      "/member/point/change",
      [
        "member_id": member, "change": 5, "reason": "adjust", "ref_no": clerk.next("p"),
        "expires_at": "2040-01-01T00:00:00Z",
      ], 200)
    let template = try clerk.post(
      "/member/coupon/template/create",
      ["name": "n", "type": "cash", "amount": "1", "valid_days": 30], 201)
    try clerk.post(
      "/member/coupon", ["template_id": template.int("template_id") ?? 0, "member_id": member], 201)
    try stack.sql(
      """
      UPDATE stock_lock SET expires_at = NOW(6) WHERE ref_no = '\(lock)'; \
      UPDATE sales_order SET expires_at = NOW(6) WHERE order_no = '\(number)'; \
      UPDATE point_lot SET expires_at = NOW(6) WHERE member_id = \(member); \
      UPDATE coupon SET valid_from = NOW(6) - INTERVAL 1 DAY, valid_to = NOW(6) \
      WHERE member_id = \(member); \
      UPDATE member SET level_version = 0 WHERE member_id = \(member)
      """)
    try clerk.wait("all jobs") {
      try stack.sql(
        """
        SELECT (SELECT status FROM stock_lock WHERE ref_no = '\(lock)'), \
        (SELECT status FROM sales_order WHERE order_no = '\(number)'), m.points, c.status, \
        m.level_version > 0 FROM member m JOIN coupon c ON c.member_id = m.member_id \
        WHERE m.member_id = \(member)
        """) == [["expired", "expired", "0", "expired", "1"]]
    }
  }
}
