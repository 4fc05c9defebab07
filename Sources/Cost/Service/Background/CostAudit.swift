/// Invariant 5, over the cost centre's own tables.
package enum CostAudit {
  package static let checks: [AuditCheck] = values + CostShareAudit.checks

  private static let values: [AuditCheck] = [
    AuditCheck(
      name: "a SKU's value is the sum of its valued moves", invariant: 5,
      sql: SQL(
        "audit.cost_values",
        """
        SELECT s.sku_id, s.on_hand, COALESCE(l.quantity, 0), s.value, COALESCE(l.amount, 0), \
        s.last_entry, COALESCE(l.entries, 0), s.last_seq, COALESCE(l.moves, 0), \
        s.last_correction, COALESCE(l.last_correction, 0) FROM cost_sku s \
        LEFT JOIN (SELECT sku_id, SUM(quantity) AS quantity, SUM(amount) AS amount, \
        COUNT(*) AS entries, COUNT(seq) AS moves, MAX(seq) AS last_seq, \
        MAX(IF(kind = 'correction', entry, 0)) AS last_correction FROM cost_ledger \
        GROUP BY sku_id) l ON l.sku_id = s.sku_id \
        WHERE s.on_hand <> COALESCE(l.quantity, 0) OR s.value <> COALESCE(l.amount, 0) \
        OR s.last_entry <> COALESCE(l.entries, 0) OR s.last_seq <> COALESCE(l.moves, 0) \
        OR s.last_seq <> COALESCE(l.last_seq, 0) \
        OR s.last_correction <> COALESCE(l.last_correction, 0) LIMIT ?
        """)
    ) { row throws(DatabaseError) in
      "SKU \(try row.int()): on hand \(try row.text()) of \(try row.text()), value "
        + "\(try row.text()) of \(try row.text()), entry \(try row.int()) of "
        + "\(try row.int()), number \(try row.int()) of \(try row.int()), late price "
        + "\(try row.int()) of \(try row.int())"
    },
    AuditCheck(
      name: "nothing on hand is worth nothing", invariant: 5,
      sql: SQL(
        "audit.cost_nothing",
        """
        SELECT sku_id, on_hand, value FROM cost_sku \
        WHERE (on_hand = 0 AND value <> 0) OR (on_hand > 0 AND value < 0) \
        OR (on_hand < 0 AND value > 0) LIMIT ?
        """)
    ) { row throws(DatabaseError) in
      "SKU \(try row.int()): on hand \(try row.text()), value \(try row.text())"
    },
    AuditCheck(
      name: "each entry starts where the last one ended", invariant: 5,
      sql: SQL(
        "audit.cost_running",
        """
        SELECT sku_id, entry, before_it, amount, value, variance, given FROM (\
        SELECT sku_id, entry, kind, given, amount, variance, value, quantity, on_hand, \
        COALESCE(LAG(value) OVER (PARTITION BY sku_id ORDER BY entry), 0) AS before_it, \
        COALESCE(LAG(on_hand) OVER (PARTITION BY sku_id ORDER BY entry), 0) AS on_hand_before \
        FROM cost_ledger) AS ledger \
        WHERE before_it + amount <> value OR on_hand_before + quantity <> on_hand \
        OR COALESCE(given, IF(kind = 'revaluation', 0, amount)) <> amount + variance LIMIT ?
        """)
    ) { row throws(DatabaseError) in
      "SKU \(try row.int()), entry \(try row.int()): \(try row.text()) and "
        + "\(try row.text()) do not make \(try row.text()), or with \(try row.text()) the "
        + "total of \(try row.textOrNil() ?? "none")"
    },
    AuditCheck(
      name: "a sheet is material, labor and overhead, and its variances explain it", invariant: 5,
      sql: SQL(
        "audit.cost_sheets",
        """
        SELECT mo_no, total, material + labor + overhead, \
        standard_total + price_variance + usage_variance + labor_variance FROM cost_sheet \
        WHERE status = 'settled' AND (total <> material + labor + overhead \
        OR total <> standard_total + price_variance + usage_variance + labor_variance) LIMIT ?
        """)
    ) { row throws(DatabaseError) in
      "production order \(try row.text()): total \(try row.text()), parts \(try row.text()), "
        + "standard and variances \(try row.text())"
    },
  ]
}
