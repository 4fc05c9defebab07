/// Reads production orders.
enum ProductionQueries {
  private static let columns = """
    o.mo_id, o.mo_no, o.sku_id, o.name, o.qty, o.base_qty, o.template_id, o.warehouse_id, \
    o.org_id, o.status, o.material_status, o.planned_start, o.created_by, o.created_at, \
    o.released_at, o.started_at, o.completed_at, o.cancelled_at, o.cancel_reason, o.reported, \
    o.good_qty, o.version, NOW(6)
    """
  private static let byIDSQL = SQL(
    "production_order.by_id", "SELECT \(columns) FROM production_order o WHERE o.mo_id = ?")
  private static let byNumberSQL = SQL(
    "production_order.by_number", "SELECT \(columns) FROM production_order o WHERE o.mo_no = ?")
  private static let placeSQL = SQL(
    "production_order.place",
    "SELECT warehouse_id, org_id FROM production_order WHERE mo_id = ?")
  private static let forUpdateSQL = SQL("production_order.lock", byIDSQL.text + " FOR UPDATE")
  private static let materialsSQL = SQL(
    "production_material.of_order",
    """
    SELECT sku_id, component_qty, scrap_rate, required_qty, issued_qty, returned_qty, \
    lost_qty, short_available FROM production_material WHERE mo_id = ? ORDER BY line_no
    """)
  private static let operationsSQL = SQL(
    "production_operation.of_order",
    """
    SELECT op_no, name, work_center, minutes FROM production_operation WHERE mo_id = ? \
    ORDER BY op_no
    """)

  private static let listSQL = ListSQL(
    "production_order.list", select: columns,
    """
    FROM production_order o WHERE (? IS NULL OR o.sku_id = ?) \
    AND (? IS NULL OR o.warehouse_id = ?) AND (? IS NULL OR o.status = ?) \
    AND (? IS NULL OR o.material_status = ?) AND (? IS NULL OR o.created_at >= ?) \
    AND (? IS NULL OR o.created_at < ?) AND \(IDFilter.condition("o.org_id"))
    """,
    orders: [
      "-created_at": "o.mo_id DESC", "created_at": "o.mo_id",
      "planned_start": "o.planned_start IS NULL, o.planned_start, o.mo_id",
      "-planned_start": "o.planned_start DESC, o.mo_id DESC",
    ])

  /// `GET /mo/list`
  static func list(_ call: Call, _ filter: ProductionFilter) throws -> Page<ProductionSummary> {
    let filters: [SQLValue] = .filters(
      filter.skuID, filter.warehouseID, filter.status?.rawValue, filter.materialStatus?.rawValue,
      filter.span.from, filter.span.to)
    return try listSQL.page(
      filter.listing, filters + .anyOf(call.caller.scope.limitedTo), on: call.database
    ) { row throws(DatabaseError) in ProductionSummary(order: try order(row)) }
  }

  /// By id; refuses what is not there, or outside of the caller's organisations.
  static func order(_ productionID: Int64, for call: Call) throws -> ProductionOrder {
    try visible(try read(byIDSQL, .int(productionID), call.database), call)
  }

  /// By id or number.
  static func order(_ reference: String, for call: Call) throws -> ProductionOrder {
    if let id = Int64(canonical: reference) { return try order(id, for: call) }
    return try visible(try read(byNumberSQL, .text(reference), call.database), call)
  }

  /// As above, with the row locked until the transaction ends.
  static func forUpdate(_ productionID: Int64, for call: Call) throws -> ProductionOrder {
    let order = try visible(try forUpdate(productionID, on: call.database), call)
    call.object = "production:\(order.number)"
    return order
  }

  /// For the system's own work.
  static func forUpdate(
    _ productionID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> ProductionOrder? {
    try read(forUpdateSQL, .int(productionID), database)
  }

  /// Refuses what is not there, or outside of the caller's organisations; before a number is
  /// claimed, since also a first answer is for the order's organisation alone. Returns where its
  /// goods lie and whose it is. 1 round trip.
  static func place(
    of productionID: Int64, for call: Call
  ) throws -> (warehouseID: Int64, organisationID: Int64) {
    let found = try call.database.first(placeSQL, [.int(productionID)]) {
      row throws(DatabaseError) in
      (warehouseID: try row.int(), organisationID: try row.int())
    }
    return try call.requireVisible(
      found, of: { $0.organisationID }, orThrow: ProductionRefusal.notFound)
  }

  private static func visible(_ order: ProductionOrder?, _ call: Call) throws -> ProductionOrder {
    try call.requireVisible(order, of: \.organisationID, orThrow: ProductionRefusal.notFound)
  }

  private static func read(
    _ sql: SQL, _ key: SQLValue, _ database: DatabaseConnection
  ) throws(DatabaseError) -> ProductionOrder? {
    guard var order = try database.first(sql, [key], Self.order) else { return nil }
    order.materials = try database.query(materialsSQL, [.int(order.id)], material)
    order.operations = try database.query(operationsSQL, [.int(order.id)], operation)
    return order
  }

  private static func order(_ row: borrowing Row) throws(DatabaseError) -> ProductionOrder {
    ProductionOrder(
      id: try row.int(), number: try row.text(), skuID: try row.int(), name: try row.text(),
      quantity: try row.decimal(), baseQuantity: try row.decimal(), templateID: try row.int(),
      warehouseID: try row.int(), organisationID: try row.int(), status: try row.choice(),
      materialStatus: try row.choice(), plannedStart: try row.instantOrNil(),
      createdBy: try row.int(), createdAt: try row.instant(),
      releasedAt: try row.instantOrNil(), startedAt: try row.instantOrNil(),
      completedAt: try row.instantOrNil(), cancelledAt: try row.instantOrNil(),
      cancelReason: try row.textOrNil(), reported: try row.count(), good: try row.decimal(),
      version: try row.int(), readAt: try row.instant())
  }

  private static func material(_ row: borrowing Row) throws(DatabaseError) -> ProductionMaterial {
    ProductionMaterial(
      component: try TemplateQueries.component(row), required: try row.decimal(),
      issued: try row.decimal(), returned: try row.decimal(), lost: try row.decimal(),
      shortAvailable: try row.decimalOrNil())
  }

  static func operation(_ row: borrowing Row) throws(DatabaseError) -> ProductionOperation {
    ProductionOperation(
      opNo: try row.count(), name: try row.text(), workCenter: try row.textOrNil(),
      minutes: try row.decimal())
  }
}
