/// Writes bills of material. The caller holds the gate.
enum TemplateStore {
  private static let gateSQL = SQL(
    "bom_gate.lock", "SELECT gate_id FROM bom_gate WHERE gate_id = 1 FOR UPDATE")
  private static let othersSQL = SQL(
    "bom_template.active",
    """
    SELECT template_id, valid_from, valid_to FROM bom_template \
    WHERE sku_id = ? AND is_active = 1 ORDER BY template_id
    """)
  private static let endSQL = SQL(
    "bom_template.end", "UPDATE bom_template SET valid_to = ? WHERE template_id = ?")
  private static let deactivateSQL = SQL(
    "bom_template.deactivate", "UPDATE bom_template SET is_active = 0 WHERE template_id = ?")
  private static let insertSQL = SQL(
    "bom_template.insert",
    """
    INSERT INTO bom_template (sku_id, label, base_qty, is_active, valid_from, valid_to, \
    created_by, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    """)
  private static let insertComponentsSQL = SQLSeries("bom_component.insert") { rows in
    """
    INSERT INTO bom_component (template_id, line_no, sku_id, qty, scrap_rate) \
    VALUES \(SQLSeries.repeated("(?, ?, ?, ?, ?)", rows))
    """
  }
  private static let insertOperationsSQL = SQLSeries("bom_operation.insert") { rows in
    """
    INSERT INTO bom_operation (template_id, op_no, name, work_center, minutes) \
    VALUES \(SQLSeries.repeated("(?, ?, ?, ?, ?)", rows))
    """
  }

  /// Waits until nobody else changes bills of material; held until the transaction ends.
  static func passGate(on database: DatabaseConnection) throws(DatabaseError) {
    _ = try database.first(gateSQL, []) { row throws(DatabaseError) in try row.int() }
  }

  /// Ends, or takes out of force, the active versions that the window overlaps.
  static func giveWay(
    to window: TemplateWindow, of skuID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) {
    let others = try database.query(othersSQL, [.int(skuID)]) { row throws(DatabaseError) in
      (
        try row.int(),
        TemplateWindow(from: try row.instantOrNil(), to: try row.instantOrNil())
      )
    }
    for (templateID, older) in others {
      switch older.remainder(after: window) {
      case .all: continue
      case .until(let end):
        try database.execute(endSQL, [.instant(end), .int(templateID)])
      case .nothing:
        try database.execute(deactivateSQL, [.int(templateID)])
      }
    }
  }

  /// Writes a template with its lines; returns its id.
  static func insert(
    _ template: BOMTemplate, on database: DatabaseConnection
  ) throws(DatabaseError) -> Int64 {
    let templateID = try database.execute(
      insertSQL,
      [
        .int(template.skuID), .text(template.label), .of(template.baseQuantity),
        .of(template.isActive), .of(template.window.from), .of(template.window.to),
        .int(template.createdBy), .instant(template.createdAt),
      ]
    ).lastInsertID
    try database.execute(insertComponentsSQL, for: Array(template.components.enumerated())) {
      index, component in
      [
        .int(templateID), .of(index + 1), .int(component.skuID), .of(component.quantity),
        .of(component.scrapRate),
      ]
    }
    try database.execute(insertOperationsSQL, for: template.operations) { operation in
      [
        .int(templateID), .of(operation.opNo), .text(operation.name),
        .of(operation.workCenter), .of(operation.minutes),
      ]
    }
    return templateID
  }
}
