/// Property 7: each move of goods is valued exactly once, in its order.
extension CrossCentreAudit {
  /// A move of the last minute may still be on its way.
  static let costs: [AuditCheck] = [
    AuditCheck(
      name: "each stock move is valued once, and nothing else is", invariant: 5,
      sql: SQL(
        "audit.cost_moves",
        """
        SELECT m.sku_id, m.seq, m.quantity, COALESCE(l.quantity, 0) FROM stock_move m \
        LEFT JOIN cost_ledger l ON l.sku_id = m.sku_id AND l.seq = m.seq \
        WHERE (l.entry IS NULL AND m.created_at < NOW(6) - INTERVAL 60 SECOND) \
        OR l.quantity <> m.quantity OR l.move_id <> m.move_id OR l.ref_no <> m.ref_no \
        OR l.warehouse_id <> m.warehouse_id UNION ALL \
        SELECT l.sku_id, l.seq, 0, l.quantity FROM cost_ledger l \
        LEFT JOIN stock_move m ON m.sku_id = l.sku_id AND m.seq = l.seq \
        WHERE l.seq IS NOT NULL AND m.seq IS NULL LIMIT ?
        """)
    ) { row throws(DatabaseError) in
      "SKU \(try row.int()), move \(try row.int()): moved \(try row.text()), valued "
        + "\(try row.text())"
    }
  ]
}
