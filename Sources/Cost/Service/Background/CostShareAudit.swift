/// Invariant 20: shares of receipts, late prices, goods back to their supplier, and sheets. Entries
/// of before there were shares have none, and are held by the rules of their time alone.
enum CostShareAudit {
  static let checks: [AuditCheck] = [
    AuditCheck(
      name: "what the average holds of a receipt is on hand", invariant: 20,
      sql: SQL(
        "audit.cost_shares",
        """
        SELECT sku_id, entry, share, on_hand - quantity, value FROM cost_ledger \
        WHERE share IS NOT NULL AND (share < 0 OR share > GREATEST(on_hand - quantity, 0) \
        OR (on_hand > 0 AND value < 0)) LIMIT ?
        """)
    ) { row throws(DatabaseError) in
      "SKU \(try row.int()), entry \(try row.int()): a share of \(try row.text()), on hand "
        + "\(try row.text()), value \(try row.text())"
    },
    AuditCheck(
      name: "a late price counts for what is still held of its receipt", invariant: 20,
      sql: SQL("audit.cost_late_prices", latePrices)
    ) { row throws(DatabaseError) in
      "SKU \(try row.int()), entry \(try row.int()): a late price changed the value by "
        + "\(try row.text()) and not by \(try row.text())"
    },
    AuditCheck(
      name: "goods go back to their supplier at what their receipt costs", invariant: 20,
      sql: SQL("audit.cost_returns", returns)
    ) { row throws(DatabaseError) in
      "SKU \(try row.int()), entry \(try row.int()): a return took \(try row.text()) and not "
        + "\(try row.text())"
    },
    AuditCheck(
      name: "goods come back at what they left at, and what late prices put on them since",
      invariant: 20,
      sql: SQL(
        "audit.cost_comebacks",
        """
        SELECT sku_id, entry, amount, given, late FROM cost_ledger WHERE late IS NOT NULL AND \
        (unit_cost IS NOT NULL OR given + late < 0 \
        OR (method IS NULL AND on_hand >= quantity AND amount <> given + late)) \
        LIMIT ?
        """)
    ) { row throws(DatabaseError) in
      "SKU \(try row.int()), entry \(try row.int()): what came back brought \(try row.text()) "
        + "and not \(try row.text()) and \(try row.text())"
    },
    AuditCheck(
      name: "a sheet is what its order's moves and work are worth", invariant: 20,
      sql: SQL("audit.cost_sheet_parts", sheets)
    ) { row throws(DatabaseError) in
      "production order \(try row.text()): material \(try row.text()) of \(try row.text()), "
        + "labor \(try row.text()) of \(try row.text()), overhead \(try row.text()) of "
        + "\(try row.text())"
    },
    sums,
  ]

  /// What the receipt of entry `c` cost in all before it, and how much it brought.
  private static let totalBefore = """
    COALESCE((SELECT COALESCE(p.receipt_total, p.unit_cost * p.covering) FROM cost_ledger p \
    WHERE p.origin_no = c.origin_no AND p.sku_id = c.sku_id AND p.origin_type = c.origin_type \
    AND (p.origin_id = c.origin_id OR p.origin_id IS NULL OR c.origin_id IS NULL) \
    AND p.kind = 'correction' AND p.entry < c.entry ORDER BY p.entry DESC LIMIT 1), \
    (SELECT SUM(COALESCE(a.given, a.amount)) FROM cost_ledger a WHERE \(ReceiptStore.arrivals)))
    """
  private static let quantity = """
    (SELECT SUM(a.quantity) FROM cost_ledger a WHERE \(ReceiptStore.arrivals))
    """

  /// One in the last place is rounding.
  private static let latePrices = """
    SELECT sku_id, entry, amount, wanted FROM (\
    SELECT c.sku_id, c.entry, c.amount, IF(c.on_hand > 0, GREATEST(ROUND(c.share * \
    (c.receipt_total - \(totalBefore)) / c.covering, 6), c.amount - c.value), 0) AS wanted \
    FROM cost_ledger c WHERE c.kind = 'correction' AND c.share IS NOT NULL) AS late \
    WHERE ABS(amount - wanted) > 0.000001 LIMIT ?
    """
  private static let returns = """
    SELECT sku_id, entry, -amount, wanted FROM (\
    SELECT sku_id, entry, amount, LEAST(worth, GREATEST(0, ROUND(LEAST(x, share) * total / q \
    + IF(x > share, GREATEST(worth - share * total / q, 0) * (x - share) / (held - share), 0), \
    6))) AS wanted FROM (\
    SELECT c.sku_id, c.entry, c.amount, c.share, -c.quantity AS x, \
    c.on_hand - c.quantity AS held, c.value - c.amount AS worth, \
    CAST(\(totalBefore) AS DECIMAL(50,24)) AS total, \(quantity) AS q FROM cost_ledger c \
    WHERE c.kind = 'move' AND c.share IS NOT NULL AND c.method IS NULL AND c.on_hand > 0\
    ) AS facts) AS sent WHERE ABS(-amount - wanted) > 0.000001 LIMIT ?
    """
  private static let sheets = """
    SELECT s.mo_no, s.material, COALESCE(m.worth, 0), s.labor, COALESCE(w.labor, 0), s.overhead, \
    COALESCE(w.overhead, 0) FROM cost_sheet s LEFT JOIN (\
    SELECT mo_no, SUM(worth) AS worth FROM (\
    SELECT ref_no AS mo_no, -amount AS worth FROM cost_ledger \
    WHERE ref_type = 'production' AND quantity < 0 AND origin_no IS NULL UNION ALL \
    SELECT origin_no, -COALESCE(given, amount) FROM cost_ledger \
    WHERE origin_type = 'production' AND kind = 'move' \
    AND NOT (ref_type = 'production' AND ref_no = origin_no)) AS moves GROUP BY mo_no\
    ) AS m ON m.mo_no = s.mo_no LEFT JOIN (\
    SELECT mo_no, SUM(ROUND(quantity * minutes * labor_per_hour / 60, 6)) AS labor, \
    SUM(ROUND(quantity * minutes * overhead_per_hour / 60, 6)) AS overhead \
    FROM cost_sheet_operation GROUP BY mo_no) AS w ON w.mo_no = s.mo_no \
    WHERE s.status = 'settled' AND (s.material <> COALESCE(m.worth, 0) \
    OR s.labor <> COALESCE(w.labor, 0) OR s.overhead <> COALESCE(w.overhead, 0)) LIMIT ?
    """

  /// What all receipts hold together. A share is kept where it was used, so those of one moment are
  /// the late prices between two moves.
  private static let sums = AuditCheck(
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
