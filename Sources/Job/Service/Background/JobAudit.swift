/// What the job centre's own tables must say at every quiet moment.
package enum JobAudit {
  package static let checks: [AuditCheck] = [
    AuditCheck(
      name: "operations are the sums of their reports", invariant: 4,
      sql: SQL(
        "audit.job_operations",
        """
        SELECT o.mo_no, p.op_no, p.good_qty, COALESCE(SUM(r.good_qty), 0) FROM job_operation p \
        JOIN job_order o ON o.mo_id = p.mo_id \
        LEFT JOIN job_report r ON r.mo_id = p.mo_id AND r.op_no = p.op_no \
        AND NOT EXISTS (SELECT 1 FROM job_reversal v WHERE v.report_id = r.report_id) \
        GROUP BY p.mo_id, p.op_no, o.mo_no, p.good_qty, p.defect_qty, p.labor_scrap_qty, \
        p.material_scrap_qty, p.other_scrap_qty \
        HAVING COALESCE(SUM(r.good_qty), 0) <> p.good_qty \
        OR COALESCE(SUM(r.defect_qty), 0) <> p.defect_qty \
        OR COALESCE(SUM(r.labor_scrap_qty), 0) <> p.labor_scrap_qty \
        OR COALESCE(SUM(r.material_scrap_qty), 0) <> p.material_scrap_qty \
        OR COALESCE(SUM(r.other_scrap_qty), 0) <> p.other_scrap_qty LIMIT ?
        """)
    ) { row throws(DatabaseError) in
      "production order \(try row.text()) operation \(try row.int()): good \(try row.text()), "
        + "reports \(try row.text())"
    },
    AuditCheck(
      name: "no operation did more than was planned, nor than it was given", invariant: 4,
      sql: SQL(
        "audit.job_limits",
        """
        SELECT t.mo_no, t.op_no, t.total, t.planned_qty, COALESCE(t.given, '-') FROM \
        (SELECT o.mo_no, p.op_no, o.planned_qty, o.tolerance, b.good_qty AS given, \
        p.good_qty + p.defect_qty + p.labor_scrap_qty + p.material_scrap_qty \
        + p.other_scrap_qty AS total FROM job_operation p JOIN job_order o ON o.mo_id = p.mo_id \
        LEFT JOIN job_operation b ON b.mo_id = p.mo_id AND b.position = p.position - 1) t \
        WHERE t.total > t.planned_qty * (1 + t.tolerance) OR t.total > t.given LIMIT ?
        """)
    ) { row throws(DatabaseError) in
      "production order \(try row.text()) operation \(try row.int()): \(try row.text()) "
        + "of \(try row.text()) planned, the operation before made \(try row.text())"
    },
  ]
}
