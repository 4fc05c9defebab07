/// Invariant 3: what the purchase centre says against what stock says.
extension CrossCentreAudit {
  static let purchases: [AuditCheck] = [
    AuditCheck(
      name: "each receipt is one stock-in", invariant: 3,
      sql: SQL(
        "audit.receipts_in_stock",
        """
        SELECT r.receipt_no, t.sku_id, t.accepted, COALESCE(m.moved, 0) FROM purchase_receipt r \
        JOIN (SELECT receipt_id, sku_id, SUM(qty - rejected_qty) AS accepted \
        FROM purchase_receipt_line GROUP BY receipt_id, sku_id) t \
        ON t.receipt_id = r.receipt_id \
        LEFT JOIN (SELECT document_id, warehouse_id, sku_id, SUM(quantity) AS moved \
        FROM stock_move WHERE ref_type = 'purchase' \
        GROUP BY document_id, warehouse_id, sku_id) m ON m.document_id = r.document_id \
        AND m.warehouse_id = r.warehouse_id AND m.sku_id = t.sku_id \
        WHERE COALESCE(m.moved, 0) <> t.accepted LIMIT ?
        """)
    ) { row throws(DatabaseError) in
      "receipt \(try row.text()) sku \(try row.int()): accepted \(try row.text()), "
        + "came in \(try row.text())"
    },
    // Added up by number: two organisations may have one number in a warehouse that they share.
    AuditCheck(
      name: "what goes back to suppliers leaves stock once", invariant: 3,
      sql: SQL(
        "audit.returns_out_of_stock",
        """
        SELECT r.return_no, r.sku_id, r.qty, COALESCE(m.moved, 0) FROM \
        (SELECT r.return_no, r.warehouse_id, l.sku_id, SUM(l.qty) AS qty \
        FROM purchase_return r JOIN purchase_return_line l ON l.return_id = r.return_id \
        GROUP BY r.return_no, r.warehouse_id, l.sku_id) r \
        LEFT JOIN (SELECT ref_no, warehouse_id, sku_id, SUM(quantity) AS moved FROM stock_move \
        WHERE ref_type = 'return' AND quantity < 0 GROUP BY ref_no, warehouse_id, sku_id) m \
        ON m.ref_no = r.return_no AND m.warehouse_id = r.warehouse_id AND m.sku_id = r.sku_id \
        WHERE COALESCE(m.moved, 0) <> -r.qty LIMIT ?
        """)
    ) { row throws(DatabaseError) in
      "return \(try row.text()) sku \(try row.int()): returned \(try row.text()), "
        + "left stock \(try row.text())"
    },
  ]
}
