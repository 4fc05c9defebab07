import MariaDBClient

/// What all receipts hold together. A share is kept where it was used, so those of one moment are
/// the late prices between two moves.
extension CostShareAudit {
  static let sums = AuditCheck(
    name: "receipts hold no more together than is on hand", invariant: 20,
    sql: SQL(
      "audit.cost_share_sums",
      """
      SELECT sku_id, MIN(entry), SUM(share), MIN(on_hand) FROM (\
      SELECT c.sku_id, MIN(c.entry) AS entry, MAX(c.share) AS share, MIN(c.on_hand) AS on_hand, \
      (SELECT MAX(m.entry) FROM cost_ledger m WHERE m.sku_id = c.sku_id AND m.kind = 'move' \
      AND m.entry < c.entry) AS last_move, c.origin_type, c.origin_no, \
      IF(c.origin_type = 'production', 0, COALESCE(c.origin_id, 0)) AS origin_id \
      FROM cost_ledger c WHERE c.kind = 'correction' AND c.share IS NOT NULL \
      GROUP BY c.sku_id, last_move, c.origin_type, c.origin_no, origin_id) AS held \
      GROUP BY sku_id, last_move HAVING SUM(share) > GREATEST(MIN(on_hand), 0) LIMIT ?
      """)
  ) { row throws(DatabaseError) in
    "SKU \(try row.int()), entry \(try row.int()): receipts hold \(try row.text()) together, on "
      + "hand \(try row.text())"
  }
}
