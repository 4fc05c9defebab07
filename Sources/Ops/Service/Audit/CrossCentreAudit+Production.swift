/// Invariant 4: what the production centre says against what stock says.
extension CrossCentreAudit {
  static let production: [AuditCheck] = [
    AuditCheck(
      name: "material that was issued left stock once", invariant: 4,
      sql: SQL(
        "audit.issues_in_stock",
        """
        SELECT o.mo_no, m.sku_id, m.issued_qty, COALESCE(s.moved, 0) FROM production_order o \
        JOIN production_material m ON m.mo_id = o.mo_id \
        LEFT JOIN (SELECT ref_no, warehouse_id, sku_id, SUM(quantity) AS moved FROM stock_move \
        WHERE ref_type = 'production' AND quantity < 0 GROUP BY ref_no, warehouse_id, sku_id) s \
        ON s.ref_no = o.mo_no AND s.warehouse_id = o.warehouse_id AND s.sku_id = m.sku_id \
        WHERE COALESCE(s.moved, 0) <> -m.issued_qty LIMIT ?
        """)
    ) { row throws(DatabaseError) in
      "production order \(try row.text()) sku \(try row.int()): issued \(try row.text()), "
        + "left stock \(try row.text())"
    },
    AuditCheck(
      name: "material that came back is in stock once", invariant: 4,
      sql: SQL(
        "audit.material_returns_in_stock",
        """
        SELECT r.return_no, l.sku_id, l.qty, COALESCE(s.moved, 0) FROM production_return r \
        JOIN production_order o ON o.mo_id = r.mo_id \
        JOIN production_return_line l ON l.return_id = r.return_id \
        LEFT JOIN (SELECT ref_no, origin_no, warehouse_id, sku_id, SUM(quantity) AS moved \
        FROM stock_move WHERE ref_type = 'return' AND origin_type = 'production' \
        GROUP BY ref_no, origin_no, warehouse_id, sku_id) s ON s.ref_no = r.return_no \
        AND s.origin_no = o.mo_no AND s.warehouse_id = r.warehouse_id AND s.sku_id = l.sku_id \
        WHERE COALESCE(s.moved, 0) <> l.qty LIMIT ?
        """)
    ) { row throws(DatabaseError) in
      "return \(try row.text()) sku \(try row.int()): returned \(try row.text()), "
        + "came in \(try row.text())"
    },
    AuditCheck(
      name: "production moves goods under its orders' numbers alone", invariant: 4,
      sql: SQL(
        "audit.produced_goods",
        """
        SELECT o.mo_no, o.good_qty, COALESCE(s.moved, 0) FROM production_order o \
        LEFT JOIN (SELECT ref_no, warehouse_id, sku_id, SUM(quantity) AS moved FROM stock_move \
        WHERE ref_type = 'production' AND quantity > 0 GROUP BY ref_no, warehouse_id, sku_id) s \
        ON s.ref_no = o.mo_no AND s.warehouse_id = o.warehouse_id AND s.sku_id = o.sku_id \
        WHERE COALESCE(s.moved, 0) <> o.good_qty LIMIT ?
        """)
    ) { row throws(DatabaseError) in
      "production order \(try row.text()): good \(try row.text()), came in \(try row.text())"
    },
  ]
}
