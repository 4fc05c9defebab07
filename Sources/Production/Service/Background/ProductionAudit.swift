/// What the production centre's own tables must say at every quiet moment.
package enum ProductionAudit {
  package static let checks: [AuditCheck] = [required, issued, bounded, returned, oneVersion]

  /// Without a division, so that the database reckons exactly: r is the least number of four
  /// places with r × base ≥ quantity × component × (1 + scrap rate).
  private static let required = AuditCheck(
    name: "what is required follows from the frozen bill", invariant: 4,
    sql: SQL(
      "audit.production_required",
      """
      SELECT o.mo_no, m.sku_id, m.required_qty FROM production_order o \
      JOIN production_material m ON m.mo_id = o.mo_id \
      WHERE m.required_qty * o.base_qty < o.qty * m.component_qty * (1 + m.scrap_rate) \
      OR (m.required_qty - 0.0001) * o.base_qty >= o.qty * m.component_qty * (1 + m.scrap_rate) \
      LIMIT ?
      """)
  ) { row throws(DatabaseError) in
    "production order \(try row.text()) sku \(try row.int()): required \(try row.text())"
  }

  private static let issued = AuditCheck(
    name: "issued material is what the frozen bill requires", invariant: 21,
    sql: SQL(
      "audit.production_issued",
      // What was still to be issued when an order ended early is the least number of four places
      // that suffices for what was worked on: without a division, as above.
      """
      SELECT t.mo_no, t.status, t.material_status, t.sku_id, t.required_qty, t.issued_qty, \
      t.returned_qty FROM (SELECT o.mo_no, o.status, o.material_status, o.base_qty, m.*, \
      COALESCE((SELECT MAX(w.good_qty + w.defect_qty + w.labor_scrap_qty + w.material_scrap_qty \
      + w.other_scrap_qty) FROM production_work w WHERE w.mo_id = o.mo_id), 0) AS worked \
      FROM production_order o JOIN production_material m ON m.mo_id = o.mo_id) t \
      WHERE (t.issued_qty <> CASE WHEN t.material_status = 'issued' THEN t.required_qty \
      WHEN t.status = 'cancelled' THEN t.returned_qty ELSE 0 END \
      AND NOT (t.status = 'completed' AND t.issued_qty < t.required_qty \
      AND t.issued_qty * t.base_qty >= t.worked * t.component_qty * (1 + t.scrap_rate) \
      AND (t.issued_qty - 0.0001) * t.base_qty < t.worked * t.component_qty \
      * (1 + t.scrap_rate))) \
      OR (t.status = 'completed' AND t.material_status <> 'issued') LIMIT ?
      """)
  ) { row throws(DatabaseError) in
    """
    production order \(try row.text()), \(try row.text()), material \(try row.text()), \
    sku \(try row.int()): required \(try row.text()), issued \(try row.text()), \
    returned \(try row.text())
    """
  }

  private static let bounded = AuditCheck(
    name: "no more was issued than required, and no more came back", invariant: 21,
    sql: SQL(
      "audit.production_bounds",
      """
      SELECT o.mo_no, m.sku_id, m.required_qty, m.issued_qty, m.returned_qty \
      FROM production_order o JOIN production_material m ON m.mo_id = o.mo_id \
      WHERE m.issued_qty > m.required_qty OR m.returned_qty > m.issued_qty LIMIT ?
      """)
  ) { row throws(DatabaseError) in
    "production order \(try row.text()) sku \(try row.int()): required \(try row.text()), "
      + "issued \(try row.text()), returned \(try row.text())"
  }

  private static let returned = AuditCheck(
    name: "returns add up to what came back", invariant: 4,
    sql: SQL(
      "audit.production_returned",
      """
      SELECT o.mo_no, m.sku_id, m.returned_qty, COALESCE(SUM(l.qty), 0) FROM production_order o \
      JOIN production_material m ON m.mo_id = o.mo_id \
      LEFT JOIN production_return r ON r.mo_id = o.mo_id \
      LEFT JOIN production_return_line l ON l.return_id = r.return_id AND l.sku_id = m.sku_id \
      GROUP BY o.mo_id, o.mo_no, m.sku_id, m.returned_qty \
      HAVING COALESCE(SUM(l.qty), 0) <> m.returned_qty LIMIT ?
      """)
  ) { row throws(DatabaseError) in
    "production order \(try row.text()) sku \(try row.int()): came back \(try row.text()), "
      + "returns \(try row.text())"
  }

  private static let oneVersion = AuditCheck(
    name: "one version of a bill is in force at a time", invariant: 4,
    sql: SQL(
      "audit.bom_versions",
      """
      SELECT a.sku_id, a.label, b.label FROM bom_template a \
      JOIN bom_template b ON b.sku_id = a.sku_id AND b.template_id > a.template_id \
      WHERE a.is_active = 1 AND b.is_active = 1 \
      AND (a.valid_from IS NULL OR b.valid_to IS NULL OR a.valid_from < b.valid_to) \
      AND (b.valid_from IS NULL OR a.valid_to IS NULL OR b.valid_from < a.valid_to) LIMIT ?
      """)
  ) { row throws(DatabaseError) in
    "SKU \(try row.int()): versions \(try row.text()) and \(try row.text()) are both in force"
  }
}
