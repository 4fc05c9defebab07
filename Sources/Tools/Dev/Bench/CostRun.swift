import Foundation
import StackKit

/// Whether the cost consumer keeps up: how fast it costs moves, against how fast the stock centre
/// can produce them.
struct CostRun {
  let stack: Stack
  let goods: BenchGoods
  private static let clients = 16

  /// The worker is away while the moves are made, so that both have the machine for themselves.
  func run(seconds: Int) throws {
    try settle()
    try stack.stop("worker")
    let before = try moves()
    let password = stack.adminPassword
    let began = Date()
    let parts = Crowd.run(Self.clients) { _ in receive(password: password, seconds: seconds) }
    let receipts = parts.reduce(into: LoadResult(seconds: Date().timeIntervalSince(began))) {
      $0.add($1)
    }
    var table = BenchTable()
    table.add("POST /stock/in, 1 line, all SKUs", receipts, floor: nil)
    let made = try moves() - before
    let start = Date()
    try stack.start("worker")
    try settle()
    let seconds = Date().timeIntervalSince(start)
    let costed = Double(made) / seconds
    say(
      String(format: "  cost consumer: %d events in %.1f s, ", made, seconds)
        + String(format: "%.0f /s = %.2f of the making", costed, costed / receipts.perSecond))
  }

  private func receive(password: String, seconds: Int) -> LoadResult {
    var result = LoadResult(seconds: Double(seconds))
    let api = APIClient(stack)
    _ = try? api.login(password: password)
    let run = UUID().uuidString
    let end = Date().addingTimeInterval(Double(seconds))
    while Date() < end {
      let line: [String: Any] = [
        "sku_id": goods.skus.randomElement() ?? 0, "qty": "3", "unit_cost": "1.25",
      ]
      let body: [String: Any] = [
        "ref_type": "manual", "ref_no": "\(run)-\(result.latencies.count)", "lines": [line],
      ]
      let began = DispatchTime.now().uptimeNanoseconds
      if (try? api.post("/stock/in", body))?.status == 201 {
        result.latencies.append(Int((DispatchTime.now().uptimeNanoseconds - began) / 1000))
      } else {
        result.failures += 1
      }
    }
    return result
  }

  private func moves() throws -> Int {
    Int(try stack.sql("SELECT COALESCE(MAX(move_id), 0) FROM stock_move").first?.first ?? "") ?? 0
  }

  /// Until every move is in the cost ledger.
  private func settle() throws {
    let end = Date().addingTimeInterval(300)
    while Date() < end {
      let left = try stack.sql(
        """
        SELECT s.sku_id FROM stock_sku s LEFT JOIN cost_sku c ON c.sku_id = s.sku_id \
        WHERE s.last_seq > COALESCE(c.last_seq, 0) LIMIT 1
        """)
      if left.isEmpty { return }
      usleep(50_000)
    }
    throw StackFault("the cost consumer did not catch up within 300 s")
  }
}
