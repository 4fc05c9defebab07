package import MariaDBClient

/// What the production centre's own tables must say at every quiet moment.
package enum ProductionAudit {
  package static let checks: [AuditCheck] = [required, issued, returned, oneVersion]

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
    "production order \(try row.text(0)) sku \(try row.int(1)): required \(try row.text(2))"
  }

  private static let issued = AuditCheck(
    name: "issued material is what the frozen bill requires", invariant: 4,
    sql: SQL(
      "audit.production_issued",
      """
      SELECT o.mo_no, o.status, o.material_status, m.sku_id, m.required_qty, m.issued_qty, \
      m.returned_qty FROM production_order o JOIN production_material m ON m.mo_id = o.mo_id \
      WHERE m.issued_qty <> CASE WHEN o.material_status = 'issued' THEN m.required_qty \
      WHEN o.status = 'cancelled' THEN m.returned_qty ELSE 0 END \
      OR (o.status = 'completed' AND o.material_status <> 'issued') LIMIT ?
      """)
  ) { row throws(DatabaseError) in
    """
    production order \(try row.text(0)), \(try row.text(1)), material \(try row.text(2)), \
    sku \(try row.int(3)): required \(try row.text(4)), issued \(try row.text(5)), \
    returned \(try row.text(6))
    """
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
    "production order \(try row.text(0)) sku \(try row.int(1)): came back \(try row.text(2)), "
      + "returns \(try row.text(3))"
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
    "SKU \(try row.int(0)): versions \(try row.text(1)) and \(try row.text(2)) are both in force"
  }
}
