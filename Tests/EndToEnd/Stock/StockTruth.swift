import StackKit
import Testing

/// What the tables say, asked in words of the tests' own and not in those of the audit.
enum StockTruth {
  /// Everything that is wrong with these SKUs; empty when all is well.
  static func faults(_ stack: Stack, skus: [Int]) throws -> [String] {
    let ids = skus.map(String.init).joined(separator: ",")
    func found(_ what: String, _ sql: String) throws -> [String] {
      try stack.sql(sql).map { "\(what): \($0.joined(separator: " "))" }
    }
    var faults = try found(
      "on hand is not the moves' sum",
      """
      SELECT b.sku_id, b.warehouse_id, b.on_hand FROM stock_balance b WHERE b.sku_id IN (\(ids))
      AND b.on_hand <> (SELECT COALESCE(SUM(quantity), 0) FROM stock_move m
      WHERE m.sku_id = b.sku_id AND m.warehouse_id = b.warehouse_id)
      """)
    faults += try found(
      "locked is not the locks' sum",
      """
      SELECT b.sku_id, b.warehouse_id, b.locked FROM stock_balance b WHERE b.sku_id IN (\(ids))
      AND b.locked <> (SELECT COALESCE(SUM(held), 0) FROM stock_lock l
      WHERE l.sku_id = b.sku_id AND l.warehouse_id = b.warehouse_id)
      """)
    faults += try found(
      "below zero",
      """
      SELECT sku_id, warehouse_id, on_hand, locked FROM stock_balance WHERE sku_id IN (\(ids))
      AND (locked < 0 OR locked > on_hand)
      """)
    faults += try found(
      "a number is missing",
      """
      SELECT sku_id, COUNT(*), MIN(seq), MAX(seq) FROM stock_move WHERE sku_id IN (\(ids))
      GROUP BY sku_id HAVING MIN(seq) <> 1 OR MAX(seq) <> COUNT(*)
      OR COUNT(DISTINCT seq) <> COUNT(*)
      """)
    faults += try found(
      "a move does not start where the last one ended",
      """
      SELECT a.sku_id, a.seq FROM stock_move a WHERE a.sku_id IN (\(ids))
      AND a.on_hand - a.quantity <> COALESCE((SELECT p.on_hand FROM stock_move p
      WHERE p.sku_id = a.sku_id AND p.warehouse_id = a.warehouse_id AND p.seq < a.seq
      ORDER BY p.seq DESC LIMIT 1), 0)
      """)
    return faults
  }

  /// Σ on hand over all warehouses, as the database writes it.
  static func onHand(_ stack: Stack, sku: Int) throws -> String {
    try stack.sql("SELECT SUM(on_hand) FROM stock_balance WHERE sku_id = \(sku)")[0][0]
  }

  /// Documents that stand in the events: kind, number and how often.
  static func events(_ stack: Stack, _ type: String, reference: String) throws -> Int {
    let rows = try stack.sql(
      """
      SELECT COUNT(*) FROM outbox WHERE type = '\(type)'
      AND event_key LIKE '%:\(reference)'
      """)
    return Int(rows[0][0]) ?? -1
  }
}
