/// The tables of production orders' sheets.
enum SheetStore {
  /// What `sheet` reads.
  static let columns = """
    mo_no, mo_id, sku_id, org_id, status, planned_qty, good_qty, defect_qty, scrap_qty, \
    is_cancelled, COALESCE(occurred_at, completed_at), completed_at, settled_at, material, labor, \
    overhead, total, unit_cost, standard_total, price_variance, usage_variance, labor_variance, \
    receipt_total, late_total, revision
    """
  private static let addSQL = SQLSeries("cost_sheet.add") { count in
    // IGNORE would lock a row that is there for reading only, and two of them then lock up.
    """
    INSERT INTO cost_sheet (mo_no) VALUES \(SQLSeries.repeated("(?)", count)) \
    ON DUPLICATE KEY UPDATE mo_no = VALUES(mo_no)
    """
  }
  private static let forUpdateSQL = SQLList("cost_sheet.lock") { count in
    """
    SELECT \(columns) FROM cost_sheet FORCE INDEX (PRIMARY) \
    WHERE mo_no IN (\(SQLSeries.repeated("?", count))) ORDER BY mo_no FOR UPDATE
    """
  }
  private static let completeSQL = SQL(
    "cost_sheet.complete",
    """
    UPDATE cost_sheet SET mo_id = ?, sku_id = ?, org_id = ?, status = 'pending', \
    planned_qty = ?, good_qty = ?, defect_qty = ?, scrap_qty = ?, completed_at = ?, \
    occurred_at = ?, is_cancelled = ? WHERE mo_no = ? AND status = 'collecting'
    """)
  private static let materialSQL = SQLSeries("cost_sheet_material.insert") { count in
    """
    INSERT INTO cost_sheet_material (mo_no, sku_id, issued_qty, returned_qty, lost_qty, \
    standard_qty) VALUES \(SQLSeries.repeated("(?, ?, ?, ?, ?, ?)", count))
    """
  }
  private static let operationSQL = SQLSeries("cost_sheet_operation.insert") { count in
    """
    INSERT INTO cost_sheet_operation (mo_no, op_no, work_center, minutes, quantity, \
    labor_per_hour, overhead_per_hour) VALUES \(SQLSeries.repeated("(?, ?, ?, ?, ?, ?, ?)", count))
    """
  }
  private static let receiptSQL = SQLList("cost_sheet.receipt_total") { count in
    """
    SELECT mo_no, receipt_total FROM cost_sheet \
    WHERE mo_no IN (\(SQLSeries.repeated("?", count))) AND receipt_total IS NOT NULL
    """
  }
  private static let settleSQL = SQL(
    "cost_sheet.settle",
    """
    UPDATE cost_sheet SET status = 'settled', material = ?, labor = ?, overhead = ?, total = ?, \
    unit_cost = ?, standard_total = ?, price_variance = ?, usage_variance = ?, \
    labor_variance = ?, receipt_total = ?, late_total = ?, revision = ?, \
    settled_at = COALESCE(settled_at, NOW(6)) WHERE mo_no = ?
    """)
  private static let pendingSQL = SQL(
    "cost_sheet.pending",
    """
    SELECT mo_no FROM cost_sheet WHERE status = 'pending' AND mo_no > ? ORDER BY mo_no LIMIT ?
    """)

  /// The sheets, made where there are none yet, and locked in the order of their numbers.
  static func forUpdate(
    _ numbers: [String], on database: DatabaseConnection
  ) throws(DatabaseError) -> [CostSheet] {
    var sheets: [CostSheet] = []
    for range in addSQL.chunks(of: numbers.count) {
      let values = numbers[range].map { SQLValue.text($0) }
      try database.execute(addSQL[range.count], values)
      sheets += try database.query(forUpdateSQL[range.count], values, sheet)
    }
    return sheets
  }

  /// Writes down that an order is over, with the rates in force then; false when it was before.
  static func complete(_ event: FinishedOrder, on database: DatabaseConnection) throws -> Bool {
    let number = event.order.number
    _ = try forUpdate([number], on: database)
    let scrap = try Quantity.sum([event.scrap.labor, event.scrap.material, event.scrap.other])
    let outcome = try database.execute(
      completeSQL,
      [
        .int(event.order.productionID), .int(event.order.skuID),
        .of(event.order.organisationID), .of(event.order.quantity), .of(event.good),
        .of(event.defect), .of(scrap), .of(event.finishedAt), .of(event.occurredAt),
        .of(event.isCancelled), .text(number),
      ])
    if outcome.affectedRows == 0 { return false }
    try database.execute(materialSQL, for: event.materials) { material in
      [
        .text(number), .int(material.skuID), .of(material.issued), .of(material.returned),
        .of(material.lost), .of(material.standard),
      ]
    }
    try insertOperations(event, on: database)
    return true
  }

  private static func insertOperations(
    _ event: FinishedOrder, on database: DatabaseConnection
  ) throws {
    if event.operations.isEmpty { return }
    let rates = try RateStore.inForce(at: event.occurredAt, on: database)
    try database.execute(operationSQL, for: event.operations) { operation in
      let rate = rates[operation.workCenter ?? ""] ?? rates[""]
      let scrap = operation.scrap
      let quantity = QuantitySum(
        of: [operation.good, operation.defect, scrap.labor, scrap.material, scrap.other])
      return [
        .text(event.order.number), .of(operation.number), .of(operation.workCenter),
        .of(operation.minutes), .of(quantity), .of(rate?.laborPerHour ?? .zero),
        .of(rate?.overheadPerHour ?? .zero),
      ]
    }
  }

  /// What the goods of production orders come into stock for, where that is known.
  static func receiptTotals(
    _ numbers: [String], on database: DatabaseConnection
  ) throws(DatabaseError) -> [String: CostValue] {
    let totals = try database.query(receiptSQL, in: numbers) {
      row throws(DatabaseError) -> (String, CostValue) in (try row.text(), try row.wide())
    }
    return Dictionary(totals, uniquingKeysWith: { first, _ in first })
  }

  /// Writes a locked sheet that was settled.
  static func settle(
    _ sheet: CostSheet, on database: DatabaseConnection
  ) throws(DatabaseError) {
    let figures = sheet.figures
    try database.execute(
      settleSQL,
      [
        .of(figures.material), .of(figures.labor), .of(figures.overhead), .of(figures.total),
        .of(figures.unitCost), .of(figures.standardTotal), .of(figures.priceVariance),
        .of(figures.usageVariance), .of(figures.laborVariance), .of(sheet.receiptTotal),
        .of(sheet.lateTotal), .int(sheet.revision), .text(sheet.number),
      ])
  }

  /// What sheets come to, by number; without those that are not completed, or of which material is
  /// not valued yet. 3 round trips for up to 20.
  static func figures(
    of sheets: [CostSheet], on database: DatabaseConnection
  ) throws -> [String: SheetFigures] {
    let completed = sheets.filter { $0.status != .collecting }
    let materials = try SheetMaterialStore.materials(of: completed, on: database)
    let operations = try SheetMaterialStore.operations(of: completed, on: database)
    var figures: [String: SheetFigures] = [:]
    for sheet in completed {
      guard let used = materials[sheet.number] else { continue }
      figures[sheet.number] = try SheetFigures(
        good: QuantitySum(sheet.good), materials: used,
        operations: operations[sheet.number] ?? [])
    }
    return figures
  }

  static func pending(
    after number: String, limit: Int, on database: DatabaseConnection
  ) throws(DatabaseError) -> [String] {
    try database.query(pendingSQL, [.text(number), .of(limit)]) { row throws(DatabaseError) in
      try row.text()
    }
  }

  static func sheet(_ row: borrowing Row) throws(DatabaseError) -> CostSheet {
    CostSheet(
      number: try row.text(), orderID: try row.intOrNil(), skuID: try row.intOrNil(),
      organisationID: try row.intOrNil(), status: try row.choice(), planned: try row.decimal(),
      good: try row.decimal(), defect: try row.decimal(), scrap: try row.decimal(),
      isCancelled: try row.bool(), occurredAt: try row.instantOrNil(),
      completedAt: try row.instantOrNil(), settledAt: try row.instantOrNil(),
      figures: SheetFigures(
        material: try row.wide(), labor: try row.wide(), overhead: try row.wide(),
        total: try row.wide(), unitCost: try row.wide(), standardTotal: try row.wide(),
        priceVariance: try row.wide(), usageVariance: try row.wide(),
        laborVariance: try row.wide()),
      receiptTotal: try row.wideOrNil(), lateTotal: try row.wide(), revision: try row.int())
  }
}
