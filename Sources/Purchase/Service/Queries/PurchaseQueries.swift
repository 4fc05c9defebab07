import StockService

/// Reads purchase orders.
enum PurchaseQueries {
  private static let columns = """
    o.po_id, o.po_no, o.supplier_id, o.warehouse_id, o.org_id, o.status, o.total, o.tolerance, \
    o.expected_at, o.remark, o.created_by, o.created_at, o.decided_by, o.decided_at, \
    o.decision_remark, o.closed_at, o.close_reason, o.version
    """
  private static let lineColumns = """
    l.line_no, l.sku_id, l.name, l.qty, l.price, l.amount, l.received_qty, l.rejected_qty, \
    l.returned_qty
    """
  private static let byIDSQL = SQL(
    "purchase_order.by_id",
    """
    SELECT \(lineColumns), NOW(6), \(columns) FROM purchase_order o \
    JOIN purchase_order_line l ON l.po_id = o.po_id WHERE o.po_id = ? ORDER BY l.line_no
    """)
  private static let byNumberSQL = SQL(
    "purchase_order.by_number",
    """
    SELECT \(lineColumns), NOW(6), \(columns) FROM purchase_order o \
    JOIN purchase_order_line l ON l.po_id = o.po_id WHERE o.po_no = ? ORDER BY l.line_no
    """)
  private static let forUpdateSQL = SQL("purchase_order.lock", byIDSQL.text + " FOR UPDATE")
  private static let placeSQL = SQL(
    "purchase_order.place", "SELECT warehouse_id, org_id FROM purchase_order WHERE po_id = ?")

  private static let listSQL = ListSQL(
    "purchase_order.list", select: columns,
    """
    FROM purchase_order o WHERE (? IS NULL OR o.supplier_id = ?) \
    AND (? IS NULL OR o.warehouse_id = ?) AND (? IS NULL OR o.status = ?) \
    AND (? IS NULL OR o.created_at >= ?) AND (? IS NULL OR o.created_at < ?) \
    AND \(IDFilter.condition("o.org_id"))
    """,
    orders: [
      "-created_at": "o.po_id DESC", "created_at": "o.po_id",
      "-total": "o.total DESC, o.po_id DESC", "total": "o.total, o.po_id",
    ])

  /// An order with the database's time of reading.
  struct Reading {
    var order: PurchaseOrder
    let now: Instant
  }

  /// `GET /po/{id or po_no}`; 404 outside of the caller's organisations.
  static func order(_ reference: String, _ call: Call) throws -> PurchaseOrder {
    if let id = Int64(canonical: reference) {
      return try visible(try read(byIDSQL, .int(id), call.database), call).order
    }
    return try visible(try read(byNumberSQL, .text(reference), call.database), call).order
  }

  /// The order with its row and lines locked until the transaction ends; 404 outside of the
  /// caller's organisations.
  static func forUpdate(_ orderID: Int64, for call: Call) throws -> Reading {
    let reading = try visible(try read(forUpdateSQL, .int(orderID), call.database), call)
    call.object = "purchase:\(reading.order.number)"
    return reading
  }

  /// `GET /po/list`
  static func list(_ call: Call, _ filter: PurchaseFilter) throws -> Page<PurchaseSummary> {
    let filters: [SQLValue] = .filters(
      filter.supplierID, filter.warehouseID, filter.status?.rawValue, filter.span.from,
      filter.span.to)
    return try listSQL.page(
      filter.listing, filters + .anyOf(call.caller.scope.limitedTo), on: call.database
    ) { row throws(DatabaseError) in PurchaseSummary(order: try order(row)) }
  }

  /// Refuses what is not there, or outside of the caller's organisations; before a number is
  /// claimed, since also a first answer is for the order's organisation alone. Returns within what
  /// its documents' numbers are unique. 1 round trip.
  static func documentScope(of orderID: Int64, for call: Call) throws -> DocumentScope {
    let found = try call.database.first(placeSQL, [.int(orderID)]) { row throws(DatabaseError) in
      (warehouseID: try row.int(), organisationID: try row.int())
    }
    let place = try call.requireVisible(
      found, of: { $0.organisationID }, orThrow: PurchaseRefusal.orderNotFound)
    return try call.documentScope(in: place.warehouseID, organisationID: place.organisationID)
  }

  private static func visible(_ reading: Reading?, _ call: Call) throws -> Reading {
    try call.requireVisible(
      reading, of: \.order.organisationID, orThrow: PurchaseRefusal.orderNotFound)
  }

  private static func read(
    _ sql: SQL, _ key: SQLValue, _ database: DatabaseConnection
  ) throws(DatabaseError) -> Reading? {
    var found: Reading?
    let lines = try database.query(sql, [key]) { row throws(DatabaseError) in
      let line = PurchaseLine(
        lineNumber: try row.count(), skuID: try row.int(), name: try row.text(),
        quantity: try row.decimal(), price: try row.decimal(), amount: try row.decimal(),
        received: try row.decimal(), rejected: try row.decimal(), returned: try row.decimal())
      if found == nil {
        let now = try row.instant()
        found = Reading(order: try order(row), now: now)
      }
      return line
    }
    found?.order.lines = lines
    return found
  }

  private static func order(_ row: borrowing Row) throws(DatabaseError) -> PurchaseOrder {
    PurchaseOrder(
      id: try row.int(), number: try row.text(), supplierID: try row.int(),
      warehouseID: try row.int(), organisationID: try row.int(), status: try row.choice(),
      total: try row.decimal(), tolerance: try row.decimal(), expectedAt: try row.instantOrNil(),
      remark: try row.textOrNil(), createdBy: try row.int(), createdAt: try row.instant(),
      decidedBy: try row.intOrNil(), decidedAt: try row.instantOrNil(),
      decisionRemark: try row.textOrNil(), closedAt: try row.instantOrNil(),
      closeReason: try row.textOrNil(), version: try row.int())
  }
}
