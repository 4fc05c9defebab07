import ProductionDomain

/// Reports, their being taken back, and losses: rows that are only ever added. The caller holds the
/// production order's row.
enum ReportStore {
  static let columns = """
    r.report_id, r.report_no, r.mo_id, o.mo_no, o.org_id, r.op_no, r.worker_id, r.good_qty, \
    r.defect_qty, r.labor_scrap_qty, r.material_scrap_qty, r.other_scrap_qty, r.created_by, \
    r.created_at, v.created_by, v.created_at, COALESCE(r.occurred_at, r.created_at)
    """
  static let tables = """
    job_report r JOIN job_order o ON o.mo_id = r.mo_id \
    LEFT JOIN job_reversal v ON v.report_id = r.report_id
    """
  private static let insertSQL = SQL(
    "job_report.insert",
    """
    INSERT INTO job_report (report_no, mo_id, op_no, worker_id, good_qty, defect_qty, \
    labor_scrap_qty, material_scrap_qty, other_scrap_qty, occurred_at, created_by) \
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """)
  private static let findSQL = SQL(
    "job_report.find", "SELECT \(columns) FROM \(tables) WHERE r.report_no = ?")
  private static let reverseSQL = SQL(
    "job_report.reverse", "INSERT INTO job_reversal (report_id, created_by) VALUES (?, ?)")

  private static let insertLossSQL = SQL(
    "job_loss.insert",
    """
    INSERT INTO job_loss (loss_no, mo_id, warehouse_id, document_id, occurred_at, sku_id, qty, \
    reason, created_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
    """)

  /// Writes a report and returns its id.
  static func insert(
    _ number: String, of productionID: Int64, opNo: Int, workerID: Int64, _ output: WorkOutput,
    occurredAt: Instant?, by userID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> Int64 {
    try database.execute(
      insertSQL,
      [.text(number), .int(productionID), .of(opNo), .int(workerID)] + output.parts.map { .of($0) }
        + [.of(occurredAt), .int(userID)]
    ).lastInsertID
  }

  /// Reports of this number, which is unique within an organisation.
  static func find(
    _ number: String, on database: DatabaseConnection
  ) throws(DatabaseError) -> [JobReport] {
    try database.query(findSQL, [.text(number)], report)
  }

  /// Marks a report as taken back; its key lets that happen once.
  static func reverse(
    _ reportID: Int64, by userID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) {
    try database.execute(reverseSQL, [.int(reportID), .int(userID)])
  }

  /// Writes a loss of material, which is only ever added too, and returns its id.
  static func insertLoss(
    _ number: String, of material: SKUQuantity, for order: ProductionOrder, reason: String,
    documentID: Int64?, occurredAt: Instant?, by userID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> Int64 {
    try database.execute(
      insertLossSQL,
      [
        .text(number), .int(order.id), .int(order.warehouseID), .of(documentID),
        .of(occurredAt), .int(material.skuID), .of(material.quantity), .text(reason),
        .int(userID),
      ]
    ).lastInsertID
  }

  static func report(_ row: borrowing Row) throws(DatabaseError) -> JobReport {
    JobReport(
      id: try row.int(), number: try row.text(), productionID: try row.int(),
      productionNumber: try row.text(), organisationID: try row.int(), opNo: try row.count(),
      workerID: try row.int(),
      output: WorkOutput(
        good: try row.decimal(), defect: try row.decimal(), laborScrap: try row.decimal(),
        materialScrap: try row.decimal(), otherScrap: try row.decimal()),
      createdBy: try row.int(), createdAt: try row.instant(),
      reversedBy: try row.intOrNil(), reversedAt: try row.instantOrNil(),
      occurredAt: try row.instant())
  }
}
