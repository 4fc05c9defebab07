import Foundation
import StackKit

/// The whole sale from 16 clients: create, pay, and the goods out by the event.
struct SaleRun {
  let stack: Stack
  let goods: BenchGoods

  func run(seconds: Int) throws {
    let before = try lastMove()
    let password = stack.adminPassword
    let parts = Crowd.run(16) { _ in client(password: password, seconds: seconds) }
    let sales = parts.reduce(into: LoadResult(seconds: Double(seconds))) { $0.add($1) }
    var table = BenchTable()
    table.add("the whole sale: create, pay (goods out below)", sales, floor: nil)
    try reportDelay(after: before, sales: sales.latencies.count)
  }

  private func client(password: String, seconds: Int) -> LoadResult {
    var result = LoadResult(seconds: Double(seconds))
    let api = APIClient(stack)
    _ = try? api.login(password: password)
    let end = Date().addingTimeInterval(Double(seconds))
    while Date() < end {
      let began = DispatchTime.now().uptimeNanoseconds
      if sell(api) {
        result.latencies.append(Int((DispatchTime.now().uptimeNanoseconds - began) / 1000))
      } else {
        result.failures += 1
      }
    }
    return result
  }

  private func sell(_ api: APIClient) -> Bool {
    let lines = (0..<3).compactMap { _ in goods.skus.randomElement() }
      .map { ["sku_id": $0, "qty": "1"] as [String: Any] }
    let order: [String: Any] = ["channel": "sale", "store_id": 1, "lines": lines]
    guard let created = try? api.post("/order/create", order), created.status == 201,
      let number = created.string("order_no"), let payable = created.string("payable")
    else { return false }
    let payment: [String: Any] = [
      "order_no": number, "payments": [["method": "cash", "amount": payable]],
    ]
    return (try? api.post("/order/pay", payment))?.status == 200
  }

  private func lastMove() throws -> String {
    try stack.sql("SELECT COALESCE(MAX(move_id), 0) FROM stock_move").first?.first ?? "0"
  }

  /// From the payment's commit to the goods' leaving, by the database's own clock.
  private func reportDelay(after move: String, sales: Int) throws {
    let end = Date().addingTimeInterval(60)
    var waiting = 1
    while waiting > 0, Date() < end {
      waiting =
        Int(
          try stack.sql(
            """
            SELECT COUNT(*) FROM sales_order WHERE channel = 'sale' AND status = 'paid' \
            AND stock_status = 'locked'
            """
          ).first?.first ?? "") ?? 0
      if waiting > 0 { usleep(100_000) }
    }
    let delays = try stack.sql(
      """
      SELECT TIMESTAMPDIFF(MICROSECOND, o.paid_at, MAX(m.created_at)) FROM sales_order o \
      JOIN stock_move m ON m.ref_no = o.order_no AND m.ref_type = 'sale' \
      WHERE m.move_id > \(move) AND o.channel = 'sale' GROUP BY o.order_id, o.paid_at
      """
    ).compactMap { $0.first.flatMap { Double($0) } }.sorted()
    guard !delays.isEmpty else { return say("  no goods left") }
    func percentile(_ fraction: Double) -> Double {
      delays[min(delays.count - 1, Int(Double(delays.count) * fraction))] / 1000
    }
    say(
      String(format: "  goods out of %d sales, %d still waiting; ", delays.count, waiting)
        + String(format: "delay p50 %.0f ms, p99 %.0f ms", percentile(0.5), percentile(0.99)))
  }
}
