import Foundation
import StackKit

/// Tills that bring in what they sold while they were offline, in batches of 100.
struct OfflineRun {
  let stack: Stack
  let goods: BenchGoods
  private static let batch = 100

  func run(seconds: Int) throws {
    for tills in [1, 4] {
      let password = stack.adminPassword
      let began = Date()
      let parts = Crowd.run(tills) { _ in till(password: password, seconds: seconds) }
      let elapsed = Date().timeIntervalSince(began)
      let calls = parts.reduce(into: LoadResult(seconds: elapsed)) { $0.add($1) }
      var table = BenchTable()
      table.add(
        "POST /pos/sync, 100 orders, \(tills) till\(tills > 1 ? "s" : "")", calls, floor: nil)
      let orders = Double(calls.latencies.count * Self.batch) / elapsed
      say(String(format: "  %.0f orders/s", orders))
    }
  }

  private func till(password: String, seconds: Int) -> LoadResult {
    var result = LoadResult(seconds: Double(seconds))
    let api = APIClient(stack)
    _ = try? api.login(password: password)
    let device = "bench-\(UUID().uuidString)"
    _ = try? api.post("/pos/register", ["device_id": device, "store_id": 1])
    let end = Date().addingTimeInterval(Double(seconds))
    var next = 1
    while Date() < end {
      let body: [String: Any] = ["device_id": device, "orders": sales(from: next)]
      let began = DispatchTime.now().uptimeNanoseconds
      let answer = try? api.post("/pos/sync", body)
      if answer?.status == 200, answer?.int("next_seq") == next + Self.batch {
        result.latencies.append(Int((DispatchTime.now().uptimeNanoseconds - began) / 1000))
      } else {
        result.failures += 1
      }
      next = answer?.int("next_seq") ?? next
    }
    return result
  }

  /// Two goods each.
  private func sales(from first: Int) -> [[String: Any]] {
    (first..<first + Self.batch).map { sequence in
      let lines = (0..<2).compactMap { _ in goods.skus.randomElement() }
        .map { ["sku_id": $0, "qty": "1", "price": "5"] as [String: Any] }
      return [
        "client_id": "s\(sequence)", "seq": sequence, "sold_at": "2026-11-22T12:00:00+08:00",
        "lines": lines, "payable": "10", "payments": [["method": "cash", "amount": "10"]],
      ]
    }
  }
}
