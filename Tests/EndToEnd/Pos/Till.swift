import Foundation
import StackKit
import Testing

/// A registered till of a store of its own. One thread uses it.
final class Till {
  let shop: SalesCounter
  let device: String
  var client: APIClient { shop.client }

  init() throws {
    shop = try SalesCounter()
    device = SalesCounter.name("till-")
    let answer = try shop.client.post(
      "/pos/register", ["device_id": device, "store_id": shop.store])
    #expect(answer.status == 201, "\(answer.http.text)")
    #expect(answer.int("next_seq") == 1)
  }

  /// One line of a printed receipt.
  typealias Line = (goods: SalesCounter.Goods, quantity: String, price: String)

  /// A sale that is paid in cash.
  func sale(
    _ sequence: Int, _ lines: [Line], payable: String, paid: String? = nil,
    client: String? = nil, soldAt: String = "2026-11-20T15:30:00+08:00"
  ) -> [String: Any] {
    let paid = paid ?? payable
    let payments: [[String: Any]] =
      Decimal(string: paid) == 0 ? [] : [["method": "cash", "amount": paid]]
    return [
      "client_id": client ?? "\(device)-\(sequence)", "seq": sequence, "sold_at": soldAt,
      "lines": lines.map {
        ["sku_id": $0.goods.sku, "qty": $0.quantity, "price": $0.price] as [String: Any]
      },
      "payments": payments, "payable": payable,
    ]
  }

  func sync(_ sales: [[String: Any]], key: String? = nil) throws -> APIAnswer {
    try client.post("/pos/sync", ["device_id": device, "orders": sales], key: key)
  }

  func status() throws -> APIAnswer { try client.get("/pos/status?device_id=\(device)") }

  func retry(_ sequence: Int) throws -> APIAnswer {
    try client.post("/pos/retry", ["device_id": device, "seq": sequence])
  }

  func skip(_ sequence: Int, _ reason: String) throws -> APIAnswer {
    try client.post("/pos/skip", ["device_id": device, "seq": sequence, "reason": reason])
  }
}

extension APIAnswer {
  /// What `POST /pos/sync` said of each sale.
  var statuses: [String] {
    (object["results"] as? [[String: Any]] ?? []).map { $0["status"] as? String ?? "?" }
  }

  /// `missing` as `2-4,7-7`.
  var missing: String {
    (object["missing"] as? [[String: Int]] ?? [])
      .map { "\($0["from"] ?? 0)-\($0["to"] ?? 0)" }.joined(separator: ",")
  }
}
