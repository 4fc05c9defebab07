/// Invariant 4: what was reported against what production and stock say.
extension CrossCentreAudit {
  static let jobs: [AuditCheck] = [
    AuditCheck(
      name: "what was completed is what the last operation made", invariant: 4,
      sql: SQL(
        "audit.completed_work",
        """
        SELECT o.mo_no, o.status, COALESCE(p.good_qty, 0), o.good_qty FROM production_order o \
        LEFT JOIN (SELECT mo_id, MAX(position) AS position FROM job_operation GROUP BY mo_id) l \
        ON l.mo_id = o.mo_id \
        LEFT JOIN job_operation p ON p.mo_id = l.mo_id AND p.position = l.position \
        WHERE o.good_qty <> IF(o.status = 'completed', COALESCE(p.good_qty, 0), 0) \
        OR (o.status = 'started' AND p.good_qty >= o.qty) LIMIT ?
        """)
    ) { row throws(DatabaseError) in
      "production order \(try row.text()) \(try row.text()): reported \(try row.text()), "
        + "completed \(try row.text())"
    },
    AuditCheck(
      name: "orders count their reports", invariant: 4,
      sql: SQL(
        "audit.order_reports",
        """
        SELECT o.mo_no, o.reported, COALESCE(r.standing, 0) FROM production_order o \
        LEFT JOIN (SELECT r.mo_id, COUNT(*) AS standing FROM job_report r \
        WHERE NOT EXISTS (SELECT 1 FROM job_reversal v WHERE v.report_id = r.report_id) \
        GROUP BY r.mo_id) r ON r.mo_id = o.mo_id \
        WHERE o.reported <> COALESCE(r.standing, 0) LIMIT ?
        """)
    ) { row throws(DatabaseError) in
      "production order \(try row.text()): counts \(try row.int()), there are \(try row.int())"
    },
    AuditCheck(
      name: "orders know what was reported of them", invariant: 4,
      sql: SQL(
        "audit.order_work",
        """
        SELECT o.mo_no, p.op_no, p.good_qty, COALESCE(w.good_qty, 0) FROM job_operation p \
        JOIN job_order o ON o.mo_id = p.mo_id \
        LEFT JOIN production_work w ON w.mo_id = p.mo_id AND w.op_no = p.op_no \
        WHERE p.good_qty <> COALESCE(w.good_qty, 0) OR p.defect_qty <> COALESCE(w.defect_qty, 0) \
        OR p.labor_scrap_qty + p.material_scrap_qty + p.other_scrap_qty <> \
        COALESCE(w.labor_scrap_qty + w.material_scrap_qty + w.other_scrap_qty, 0) LIMIT ?
        """)
    ) { row throws(DatabaseError) in
      "production order \(try row.text()) operation \(try row.int()): good "
        + "\(try row.text()), the order knows \(try row.text())"
    },
    AuditCheck(
      name: "each loss left stock once", invariant: 4,
      sql: SQL(
        "audit.losses_out_of_stock",
        """
        SELECT l.loss_no, l.sku_id, l.qty, COALESCE(m.moved, 0) FROM job_loss l \
        JOIN production_order o ON o.mo_id = l.mo_id \
        LEFT JOIN (SELECT ref_no, warehouse_id, sku_id, origin_no, SUM(quantity) AS moved \
        FROM stock_move WHERE ref_type = 'production' AND origin_type = 'production' \
        GROUP BY ref_no, warehouse_id, sku_id, origin_no) m \
        ON m.ref_no = l.loss_no AND m.warehouse_id = l.warehouse_id AND m.sku_id = l.sku_id \
        AND m.origin_no = o.mo_no WHERE COALESCE(m.moved, 0) <> -l.qty LIMIT ?
        """)
    ) { row throws(DatabaseError) in
      "loss \(try row.text()) sku \(try row.int()): lost \(try row.text()), "
        + "left stock \(try row.text())"
    },
  ]
}
