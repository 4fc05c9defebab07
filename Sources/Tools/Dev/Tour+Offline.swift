import Foundation
import StackKit

extension Tour {
  /// A till that was offline brings in three sales, the second one first.
  mutating func offlineDay(store: Int, sku: Int) throws {
    let device = "DEMO-TILL-\(store)"
    let till = try done(
      client.post("/pos/register", ["device_id": device, "store_id": store]),
      "register a till / 登记收银设备")
    let next = till.int("next_seq") ?? 1
    say("\(device), next number \(next)")
    let sales = (next..<next + 3).map { sequence in
      [
        "client_id": UUID().uuidString, "seq": sequence,
        "sold_at": ISO8601DateFormatter().string(from: Date()),
        "lines": [["sku_id": sku, "qty": 1, "price": "3.30"] as [String: Any]],
        "payable": "3.30", "payments": [["method": "cash", "amount": "3.30"]],
      ] as [String: Any]
    }
    let ahead = try done(
      client.post("/pos/sync", ["device_id": device, "orders": [sales[1]]] as [String: Any]),
      "offline sale \(next + 1) comes first / 离线单先到")
    say("\(ahead.string("results.0.status") ?? "?"), \(next) is missing")
    let batch = try done(
      client.post("/pos/sync", ["device_id": device, "orders": sales] as [String: Any]),
      "the whole batch / 整批同步")
    let results = batch.object["results"] as? [[String: Any]] ?? []
    let numbers = results.compactMap { $0["order_no"] as? String }
    guard numbers.count == 3 else { throw StackFault("not applied: \(batch.http.text)") }
    say("\(numbers.joined(separator: ", ")); next number \(batch.int("next_seq") ?? 0)")
  }
}
