import FaultKit
import Foundation
import Kernel
import StackKit
import Testing

/// Five tills of one store and their day, made from a seed: the same sales each time, of goods and
/// tills of its own.
struct TillWorld: Sendable {
  static let tills = 5
  static let salesPerTill = 100
  /// A number that no sale comes under: it is skipped by name.
  static let skipped = 50

  let stack: Stack
  let seed: UInt64
  let devices: [String]
  /// Goods of which there is plenty, then one for each till of which there is little.
  let skus: [Int]
  let barcodes: [String]

  init(_ faults: FaultStack, seed: UInt64) throws {
    stack = faults.stack
    self.seed = seed
    let client = faults.client()
    let names = (0..<(8 + Self.tills)).map { _ in SalesCounter.name("b") }
    let item = try client.post(
      "/item/create",
      [
        "name": "goods",
        "skus": names.enumerated().map { index, name in
          ["price": "\(index + 1).10", "barcodes": [name]] as [String: Any]
        },
      ])
    skus = try names.indices.map {
      try #require(item.int("skus.\($0).sku_id"), "\(item.http.text)")
    }
    barcodes = names
    let receipt = try client.post(
      "/stock/in",
      [
        "ref_type": "opening", "ref_no": SalesCounter.name("o"),
        "lines": skus.enumerated().map { ["sku_id": $1, "qty": $0 < 8 ? 100_000 : 7] },
      ])
    try #require(receipt.status == 201, "\(receipt.http.text)")
    devices = (0..<Self.tills).map { _ in SalesCounter.name("till-") }
    for device in devices {
      let answer = try client.post("/pos/register", ["device_id": device, "store_id": 1])
      try #require(answer.status == 201, "\(answer.http.text)")
    }
  }

  /// The sales of a till, in order.
  func sales(of till: Int) -> [[String: Any]] {
    var random = SeededGenerator(seed: seed &* 1000 &+ UInt64(till))
    return (1...Self.salesPerTill).map { sale($0, till, &random) }
      .filter { $0["seq"] as? Int != Self.skipped }
  }

  private func sale(
    _ sequence: Int, _ till: Int, _ random: inout SeededGenerator
  ) -> [String: Any] {
    var lines: [[String: Any]] = []
    var cents = 0
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let isScarce = Int.random(in: 0..<8, using: &random) == 0
      let index = isScarce ? 8 + till : Int.random(in: 0..<8, using: &random)
      let (quantity, price) = (
        Int.random(in: 1...3, using: &random), Int.random(in: 1...2000, using: &random)
      )
      cents += quantity * price
      var line: [String: Any] = ["qty": quantity, "price": Self.money(price)]
      if Bool.random(using: &random) {
        line["barcode"] = barcodes[index]
      } else {
        line["sku_id"] = skus[index]
      }
      lines.append(line)
    }
    let payable = cents - Int.random(in: 0...min(cents, 150), using: &random)
    var paid = payable
    switch Int.random(in: 0..<25, using: &random) {
    case 0: paid += 1
    case 1: lines[0] = ["sku_id": 9_007_199_254_740_000, "qty": 1, "price": "1"]
    default: break
    }
    let minute = String(format: "%02d", sequence % 60)
    let day = 18 + sequence / 40
    var sale: [String: Any] = [
      "client_id": "c-\(till)-\(sequence)", "seq": sequence,
      "sold_at": "2026-11-\(day)T10:\(minute):00+08:00", "lines": lines,
      "payable": Self.money(payable),
      "payments": paid > 0 ? [["method": "cash", "amount": Self.money(paid)]] : [],
    ]
    if sequence % 7 == 0 { sale["member_id"] = sequence }
    return sale
  }

  private static func money(_ cents: Int) -> String {
    "\(cents / 100).\(String(format: "%02d", cents % 100))"
  }

  /// What the books say of this world, without the names that differ from world to world.
  func books() throws -> [String] {
    let mine = "r.device_id IN (\(devices.map { "'\($0)'" }.joined(separator: ",")))"
    let queries = [
      """
      SELECT 'receipt', r.device_id, r.seq, r.status, COALESCE(r.client_id, ''),
      COALESCE(r.error, ''), COALESCE(r.reason, '') FROM pos_receipt r WHERE \(mine)
      """,
      """
      SELECT 'order', r.device_id, r.seq, o.channel, o.store_id, o.status, o.stock_status,
      o.original, o.discount, o.payable, o.oversold, o.sold_at, o.paid_at,
      COALESCE(o.member_id, 0), SUBSTRING_INDEX(SUBSTRING_INDEX(o.order_no, '-', 3), '-', -1)
      FROM pos_receipt r JOIN sales_order o ON o.order_id = r.order_id WHERE \(mine)
      """,
      """
      SELECT 'line', r.device_id, r.seq, l.line_no, CONCAT('sku', l.sku_id), l.qty, l.price,
      l.original, l.discount, l.payable FROM pos_receipt r
      JOIN sales_order_line l ON l.order_id = r.order_id WHERE \(mine)
      """,
      """
      SELECT 'payment', r.device_id, r.seq, p.line_no, p.method, p.amount FROM pos_receipt r
      JOIN sales_payment p ON p.order_id = r.order_id WHERE \(mine)
      """,
      """
      SELECT 'move', r.device_id, r.seq, CONCAT('sku', m.sku_id), SUM(m.quantity), COUNT(*)
      FROM pos_receipt r JOIN stock_move m ON m.ref_type = 'sale' AND m.ref_no = r.order_no
      WHERE \(mine) GROUP BY r.device_id, r.seq, m.sku_id
      """,
      """
      SELECT 'event', r.device_id, r.seq, e.type, COUNT(*) FROM pos_receipt r
      JOIN outbox e ON e.event_key = r.order_no WHERE \(mine) GROUP BY r.device_id, r.seq, e.type
      """,
      """
      SELECT 'stock', CONCAT('sku', sku_id), warehouse_id, on_hand, locked FROM stock_balance
      WHERE sku_id IN (\(skus.map(String.init).joined(separator: ",")))
      """,
      "SELECT 'device', r.device_id, r.store_id, r.next_seq FROM pos_device r WHERE \(mine)",
    ]
    var names: [String: String] = [:]
    for (index, device) in devices.enumerated() { names[device] = "till \(index)" }
    for (index, sku) in skus.enumerated() { names["sku\(sku)"] = "goods \(index)" }
    return try queries.flatMap { try stack.sql($0) }
      .map { $0.map { names[$0] ?? $0 }.joined(separator: " | ") }.sorted()
  }
}
