/// The stock centre's invariants as queries for what breaks them.
package enum StockAudit {
  package static let checks: [AuditCheck] = [
    movesMakeOnHand, lockLinesMakeLocked, levels, numbers, runningOnHand,
  ]

  private static let movesMakeOnHand = AuditCheck(
    name: "moves add up to on hand", invariant: 1,
    sql: SQL(
      "audit.stock.moves",
      """
      SELECT sku_id, warehouse_id, SUM(moved), SUM(on_hand) FROM (\
      SELECT sku_id, warehouse_id, quantity AS moved, 0 AS on_hand FROM stock_move UNION ALL \
      SELECT sku_id, warehouse_id, 0, on_hand FROM stock_balance) AS both_sides \
      GROUP BY sku_id, warehouse_id HAVING SUM(moved) <> SUM(on_hand) LIMIT ?
      """)
  ) { row throws(DatabaseError) in
    "\(try place(row)): moves make \(try row.text()), on hand is \(try row.text())"
  }

  private static let lockLinesMakeLocked = AuditCheck(
    name: "open lock lines add up to locked", invariant: 1,
    sql: SQL(
      "audit.stock.locks",
      """
      SELECT sku_id, warehouse_id, SUM(held), SUM(locked) FROM (\
      SELECT sku_id, warehouse_id, held, 0 AS locked FROM stock_lock WHERE status = 'held' \
      UNION ALL SELECT sku_id, warehouse_id, 0, locked FROM stock_balance) AS both_sides \
      GROUP BY sku_id, warehouse_id HAVING SUM(held) <> SUM(locked) LIMIT ?
      """)
  ) { row throws(DatabaseError) in
    "\(try place(row)): locks hold \(try row.text()), locked is \(try row.text())"
  }

  private static let levels = AuditCheck(
    name: "locked is between zero and on hand", invariant: 1,
    sql: SQL(
      "audit.stock.levels",
      """
      SELECT sku_id, warehouse_id, on_hand, locked FROM stock_balance \
      WHERE locked < 0 OR (locked > on_hand AND allow_negative = 0) LIMIT ?
      """)
  ) { row throws(DatabaseError) in
    "\(try place(row)): on hand \(try row.text()), locked \(try row.text())"
  }

  private static let numbers = AuditCheck(
    name: "moves are numbered without a gap", invariant: 1,
    sql: SQL(
      "audit.stock.seq",
      """
      SELECT s.sku_id, s.last_seq, COUNT(m.seq), COALESCE(MIN(m.seq), 0), COALESCE(MAX(m.seq), 0) \
      FROM stock_sku s LEFT JOIN stock_move m ON m.sku_id = s.sku_id \
      GROUP BY s.sku_id, s.last_seq \
      HAVING COUNT(m.seq) <> s.last_seq OR COALESCE(MIN(m.seq), 0) <> 1 \
      OR COALESCE(MAX(m.seq), 0) <> s.last_seq LIMIT ?
      """)
  ) { row throws(DatabaseError) in
    """
    SKU \(try row.int()): last number \(try row.int()), but \(try row.int()) moves, numbered \
    \(try row.int()) to \(try row.int())
    """
  }

  private static let runningOnHand = AuditCheck(
    name: "each move starts where the last one ended", invariant: 1,
    sql: SQL(
      "audit.stock.running",
      """
      SELECT sku_id, warehouse_id, seq, before_it, quantity, on_hand FROM (\
      SELECT sku_id, warehouse_id, seq, quantity, on_hand, \
      COALESCE(LAG(on_hand) OVER (PARTITION BY sku_id, warehouse_id ORDER BY seq), 0) \
      AS before_it FROM stock_move) AS ledger \
      WHERE before_it + quantity <> on_hand LIMIT ?
      """)
  ) { row throws(DatabaseError) in
    """
    \(try place(row)), move \(try row.int()): \(try row.text()) and \(try row.text()) do not \
    make \(try row.text())
    """
  }

  private static func place(_ row: borrowing Row) throws(DatabaseError) -> String {
    "SKU \(try row.int()) in warehouse \(try row.int())"
  }
}
