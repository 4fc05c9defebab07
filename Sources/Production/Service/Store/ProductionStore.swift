/// Writes production orders. But for the first write the caller holds the order's row.
enum ProductionStore {
  private static let insertSQL = SQL(
    "production_order.insert",
    """
    INSERT INTO production_order (mo_no, sku_id, name, qty, base_qty, template_id, warehouse_id, \
    org_id, planned_start, created_by, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """)
  private static let insertMaterialsSQL = SQLSeries("production_material.insert") { rows in
    """
    INSERT INTO production_material (mo_id, line_no, sku_id, component_qty, scrap_rate, \
    required_qty) VALUES \(SQLSeries.repeated("(?, ?, ?, ?, ?, ?)", rows))
    """
  }
  private static let insertOperationsSQL = SQLSeries("production_operation.insert") { rows in
    """
    INSERT INTO production_operation (mo_id, op_no, name, work_center, minutes) \
    VALUES \(SQLSeries.repeated("(?, ?, ?, ?, ?)", rows))
    """
  }
  private static let updateSQL = SQL(
    "production_order.update",
    """
    UPDATE production_order SET status = ?, material_status = ?, released_at = ?, \
    started_at = ?, completed_at = ?, cancelled_at = ?, cancel_reason = ?, good_qty = ?, \
    version = ? WHERE mo_id = ?
    """)
  private static let issueOneSQL = SQL(
    "production_material.issue_one",
    """
    UPDATE production_material SET issued_qty = ?, short_available = NULL \
    WHERE mo_id = ? AND sku_id = ?
    """)
  private static let noteReportSQL = SQL(
    "production_order.note_report",
    "UPDATE production_order SET reported = reported + ? WHERE mo_id = ?")
  private static let issueSQL = SQL(
    "production_material.issue",
    """
    UPDATE production_material SET issued_qty = required_qty, short_available = NULL \
    WHERE mo_id = ?
    """)
  private static let shortSQL = SQL(
    "production_material.short",
    "UPDATE production_material SET short_available = ? WHERE mo_id = ? AND sku_id = ?")
  private static let returnSQL = SQL(
    "production_material.return",
    """
    UPDATE production_material SET returned_qty = returned_qty + ? WHERE mo_id = ? AND sku_id = ?
    """)
  private static let loseSQL = SQL(
    "production_material.lose",
    "UPDATE production_material SET lost_qty = lost_qty + ? WHERE mo_id = ? AND sku_id = ?")

  private static let insertReturnSQL = SQL(
    "production_return.insert",
    """
    INSERT INTO production_return (return_no, mo_id, warehouse_id, document_id, occurred_at, \
    created_by) VALUES (?, ?, ?, ?, ?, ?)
    """)
  private static let insertReturnLinesSQL = SQLSeries("production_return.insert_lines") { rows in
    """
    INSERT INTO production_return_line (return_id, sku_id, qty) \
    VALUES \(SQLSeries.repeated("(?, ?, ?)", rows))
    """
  }

  /// Writes a new order with its materials and operations; returns its id.
  static func insert(
    _ order: ProductionOrder, on database: DatabaseConnection
  ) throws(DatabaseError) -> Int64 {
    let productionID = try database.execute(
      insertSQL,
      [
        .text(order.number), .int(order.skuID), .text(order.name), .of(order.quantity),
        .of(order.baseQuantity), .int(order.templateID), .int(order.warehouseID),
        .int(order.organisationID), .of(order.plannedStart), .int(order.createdBy),
        .instant(order.createdAt),
      ]
    ).lastInsertID
    try database.execute(insertMaterialsSQL, for: Array(order.materials.enumerated())) {
      index, material in
      [
        .int(productionID), .of(index + 1), .int(material.skuID),
        .of(material.component.quantity), .of(material.component.scrapRate),
        .of(material.required),
      ]
    }
    try database.execute(insertOperationsSQL, for: order.operations) { operation in
      [
        .int(productionID), .of(operation.opNo), .text(operation.name), .of(operation.workCenter),
        .of(operation.minutes),
      ]
    }
    return productionID
  }

  /// Writes what of an order's row changes, its version too.
  static func update(
    _ order: ProductionOrder, on database: DatabaseConnection
  ) throws(DatabaseError) {
    try database.execute(
      updateSQL,
      [
        .text(order.status.rawValue), .text(order.materialStatus.rawValue),
        .of(order.releasedAt), .of(order.startedAt), .of(order.completedAt),
        .of(order.cancelledAt), .of(order.cancelReason), .of(order.good),
        .int(order.version), .int(order.id),
      ])
  }

  static func noteReport(
    _ productionID: Int64, by change: Int, on database: DatabaseConnection
  ) throws(DatabaseError) {
    try database.execute(noteReportSQL, [.of(change), .int(productionID)])
  }

  /// What of the order's material left the warehouse, as `order` says; the rest is not asked for
  /// any more.
  static func issueInPart(
    _ order: ProductionOrder, on database: DatabaseConnection
  ) throws(DatabaseError) {
    for material in order.materials {
      try database.execute(
        issueOneSQL, [.of(material.issued), .int(order.id), .int(material.skuID)])
    }
  }

  /// All of the order's material left the warehouse.
  static func issue(_ productionID: Int64, on database: DatabaseConnection) throws(DatabaseError) {
    try database.execute(issueSQL, [.int(productionID)])
  }

  /// Writes down what each material lacked, and that the others lacked nothing.
  static func noteShortages(
    _ order: ProductionOrder, on database: DatabaseConnection
  ) throws(DatabaseError) {
    for material in order.materials {
      try database.execute(
        shortSQL, [.of(material.shortAvailable), .int(order.id), .int(material.skuID)])
    }
  }

  static func addLost(
    _ quantity: Quantity, of skuID: Int64, for productionID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) {
    try database.execute(loseSQL, [.of(quantity), .int(productionID), .int(skuID)])
  }

  static func addReturned(
    _ parts: [SKUQuantity], of productionID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) {
    for part in parts {
      try database.execute(
        returnSQL, [.of(part.quantity), .int(productionID), .int(part.skuID)])
    }
  }

  /// Material that came back, a row for each document and each of its lines.
  static func insertReturn(
    _ number: String, _ parts: [SKUQuantity], of order: ProductionOrder,
    documentID: Int64?, occurredAt: Instant?, by userID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) {
    let returnID = try database.execute(
      insertReturnSQL,
      [
        .text(number), .int(order.id), .int(order.warehouseID), .of(documentID),
        .of(occurredAt), .int(userID),
      ]
    ).lastInsertID
    try database.execute(insertReturnLinesSQL, for: parts) { part in
      [.int(returnID), .int(part.skuID), .of(part.quantity)]
    }
  }
}
