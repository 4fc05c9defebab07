import ProductionDomain

/// How far production orders have come.
///
/// Who writes holds the production order's row, locked: a plain read after that lock is the truth
/// until the transaction ends, since reads see what was committed last.
enum ProgressStore {
  /// An order's progress, and whether it stands in the database already.
  struct Reading {
    var progress: JobProgress
    /// False until the first report: then the tolerance is what is set now.
    let isKept: Bool
  }

  private static let readSQL = SQL(
    "job_operation.read",
    """
    SELECT o.planned_qty, o.tolerance, p.op_no, p.good_qty, p.defect_qty, p.labor_scrap_qty, \
    p.material_scrap_qty, p.other_scrap_qty FROM job_order o \
    JOIN job_operation p ON p.mo_id = o.mo_id WHERE o.mo_id = ? ORDER BY p.position
    """)
  private static let openSQL = SQL(
    "job_order.insert",
    """
    INSERT INTO job_order (mo_id, mo_no, org_id, sku_id, planned_qty, tolerance) \
    VALUES (?, ?, ?, ?, ?, ?)
    """)
  private static let operationsSQL = SQLSeries("job_operation.insert") { rows in
    """
    INSERT INTO job_operation (mo_id, op_no, position) \
    VALUES \(SQLSeries.repeated("(?, ?, ?)", rows))
    """
  }
  private static let addSQL = SQL(
    "job_operation.add",
    """
    UPDATE job_operation SET good_qty = good_qty + ?, defect_qty = defect_qty + ?, \
    labor_scrap_qty = labor_scrap_qty + ?, material_scrap_qty = material_scrap_qty + ?, \
    other_scrap_qty = other_scrap_qty + ? WHERE mo_id = ? AND op_no = ?
    """)

  /// The order's progress as it was last committed.
  static func read(
    _ order: ProductionOrder, tolerance: Rate, on database: DatabaseConnection
  ) throws(DatabaseError) -> Reading {
    var plan: (Quantity, Rate)?
    let rows = try database.query(readSQL, [.int(order.id)]) {
      row throws(DatabaseError) in
      plan = (try row.decimal(), try row.decimal())
      return OperationProgress(
        opNo: try row.count(),
        output: WorkOutput(
          good: try row.decimal(), defect: try row.decimal(), laborScrap: try row.decimal(),
          materialScrap: try row.decimal(), otherScrap: try row.decimal()))
    }
    guard let plan else {
      let numbers = order.operations.isEmpty ? [0] : order.operations.map(\.opNo)
      let progress = JobProgress(
        planned: order.quantity, tolerance: tolerance,
        operations: numbers.map { OperationProgress(opNo: $0) })
      return Reading(progress: progress, isKept: false)
    }
    let progress = JobProgress(planned: plan.0, tolerance: plan.1, operations: rows)
    return Reading(progress: progress, isKept: true)
  }

  /// Writes an order of which nothing was reported yet. Plan and tolerance stay from now on.
  static func open(
    _ order: ProductionOrder, _ progress: JobProgress, on database: DatabaseConnection
  ) throws(DatabaseError) {
    try database.execute(
      openSQL,
      [
        .int(order.id), .text(order.number), .int(order.organisationID),
        .int(order.skuID), .of(progress.planned), .of(progress.tolerance),
      ])
    try database.execute(operationsSQL, for: Array(progress.operations.enumerated())) {
      index, operation in [.int(order.id), .of(operation.opNo), .of(index + 1)]
    }
  }

  /// Adds what came out of an operation, or with negative quantities takes it back.
  static func add(
    _ output: WorkOutput, to opNo: Int, of productionID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) {
    try database.execute(
      addSQL, output.parts.map { .of($0) } + [.int(productionID), .of(opNo)])
  }
}
