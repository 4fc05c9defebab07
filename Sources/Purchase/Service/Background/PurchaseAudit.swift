/// What the purchase centre's own tables must say at every quiet moment.
package enum PurchaseAudit {
  package static let checks: [AuditCheck] = [
    AuditCheck(
      name: "no more is there than was ordered and tolerated", invariant: 19,
      sql: SQL(
        "audit.purchase_received",
        """
        SELECT o.po_no, l.line_no, l.qty, o.tolerance, \
        l.received_qty - l.rejected_qty - l.returned_qty FROM purchase_order_line l \
        JOIN purchase_order o ON o.po_id = l.po_id WHERE l.is_over = 0 \
        AND l.received_qty - l.rejected_qty - l.returned_qty > l.qty * (1 + o.tolerance) LIMIT ?
        """)
    ) { row throws(DatabaseError) in
      "purchase order \(try row.text()) line \(try row.int()): ordered \(try row.text()), "
        + "tolerance \(try row.text()), there \(try row.text())"
    },
    AuditCheck(
      name: "receipts add up to what was received", invariant: 3,
      sql: SQL(
        "audit.purchase_receipts",
        """
        SELECT o.po_no, l.line_no, l.received_qty, COALESCE(SUM(t.qty), 0) FROM purchase_order o \
        JOIN purchase_order_line l ON l.po_id = o.po_id \
        LEFT JOIN purchase_receipt r ON r.po_id = o.po_id \
        LEFT JOIN purchase_receipt_line t \
        ON t.receipt_id = r.receipt_id AND t.line_no = l.line_no \
        GROUP BY o.po_id, o.po_no, l.line_no, l.received_qty, l.rejected_qty \
        HAVING COALESCE(SUM(t.qty), 0) <> l.received_qty \
        OR COALESCE(SUM(t.rejected_qty), 0) <> l.rejected_qty LIMIT ?
        """)
    ) { row throws(DatabaseError) in
      "purchase order \(try row.text()) line \(try row.int()): received \(try row.text()), "
        + "receipts \(try row.text())"
    },
    AuditCheck(
      name: "returns add up to what went back", invariant: 3,
      sql: SQL(
        "audit.purchase_returns",
        """
        SELECT o.po_no, l.line_no, l.returned_qty, COALESCE(SUM(t.qty), 0) FROM purchase_order o \
        JOIN purchase_order_line l ON l.po_id = o.po_id \
        LEFT JOIN purchase_return r ON r.po_id = o.po_id \
        LEFT JOIN purchase_return_line t \
        ON t.return_id = r.return_id AND t.line_no = l.line_no \
        GROUP BY o.po_id, o.po_no, l.line_no, l.returned_qty \
        HAVING COALESCE(SUM(t.qty), 0) <> l.returned_qty LIMIT ?
        """)
    ) { row throws(DatabaseError) in
      "purchase order \(try row.text()) line \(try row.int()): returned \(try row.text()), "
        + "returns \(try row.text())"
    },
    AuditCheck(
      name: "each return names a receipt that brought as much", invariant: 19,
      sql: SQL(
        "audit.purchase_return_receipts",
        """
        SELECT r.return_no, l.line_no, l.receipt_id, l.qty, COALESCE(t.qty - t.rejected_qty, 0) \
        FROM purchase_return r JOIN purchase_return_line l ON l.return_id = r.return_id \
        LEFT JOIN purchase_receipt p ON p.receipt_id = l.receipt_id AND p.po_id = r.po_id \
        LEFT JOIN purchase_receipt_line t ON t.receipt_id = p.receipt_id \
        AND t.line_no = l.line_no AND t.sku_id = l.sku_id \
        WHERE r.names_receipts = 1 AND (t.receipt_id IS NULL OR t.qty - t.rejected_qty < \
        (SELECT SUM(b.qty) FROM purchase_return_line b WHERE b.receipt_id = l.receipt_id \
        AND b.line_no = l.line_no)) LIMIT ?
        """)
    ) { row throws(DatabaseError) in
      "return \(try row.text()) line \(try row.int()) of receipt \(try row.int()): "
        + "returned \(try row.text()), brought \(try row.text())"
    },
  ]
}
