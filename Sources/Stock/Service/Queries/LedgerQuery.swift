/// `GET /stock/move/list`: the ledger, oldest first.
enum LedgerQuery {
  private static func text(_ lead: String, _ order: String) -> String {
    """
    SELECT move_id, document_id, sku_id, warehouse_id, quantity, on_hand, locked, seq, unit_cost, \
    batch_no, (SELECT org_id FROM stock_document \
    WHERE stock_document.document_id = stock_move.document_id), \
    ref_type, ref_no, user_id, request_id, occurred_at, created_at FROM stock_move \
    WHERE move_id > ? AND \(lead) AND (? IS NULL OR ref_type = ?) \
    AND (? IS NULL OR created_at >= ?) AND (? IS NULL OR created_at < ?) \
    AND \(IDFilter.condition("warehouse_id")) ORDER BY \(order) LIMIT ?
    """
  }

  private static let everySQL = SQL("stock_move.list", text("TRUE", "move_id"))
  private static let numberSQL = SQL(
    "stock_move.list_of_document", text("ref_no IN (?, ?) AND (? IS NULL OR sku_id = ?)", "move_id")
  )
  // A SKU's numbers ascend as its ids do, and they lie in an index.
  private static let skuSQL = SQL("stock_move.list_of_sku", text("sku_id = ?", "seq"))

  /// No statement runs for longer than 5 s, so a row's id and its time disagree by less than that.
  private static let startSQL = SQL(
    "stock_move.first_since",
    """
    SELECT move_id FROM stock_move WHERE created_at >= ? - INTERVAL 10 SECOND \
    ORDER BY created_at LIMIT 1
    """)

  static func run(_ call: Call, _ filter: LedgerFilter) throws -> LedgerPage<LedgerItem> {
    let visible = try VisibleWarehouses(filter.warehouseID, call)
    let sql: SQL
    let lead: [SQLValue]
    if let number = filter.number {
      let sent = call.spellings(of: number)[0]
      (sql, lead) = (numberSQL, [.text(number), .text(sent)] + .filters(filter.skuID))
    } else if let skuID = filter.skuID {
      (sql, lead) = (skuSQL, [.int(skuID)])
    } else {
      (sql, lead) = (everySQL, [])
    }
    let rest: [SQLValue] =
      .filters(filter.referenceType?.rawValue, filter.span.from, filter.span.to)
      + .anyOf(visible.ids)
    guard let after = try start(filter, call.database) else {
      return LedgerPage([], at: filter.position) { $0.move.moveID }
    }
    let rows = try call.database.query(
      sql, [.int(after)] + lead + rest + [.of(filter.position.size + 1)], item
    )
    .map { item in try mask(item, call) }
    .filter { filter.number == nil || $0.referenceNumber != nil }
    return LedgerPage(rows, at: filter.position) { $0.move.moveID }
  }

  /// What the caller may know of a move: in a warehouse that organisations share, of those that are
  /// not his, only the quantity and the time (contract part 2, section A, "shared warehouses").
  private static func mask(_ item: LedgerItem, _ call: Call) throws -> LedgerItem {
    let scope = call.caller.scope
    if scope.limitedTo == nil { return item }
    if let owner = item.organisationID, scope.contains(owner) { return item }
    let isShared = try WarehouseDirectory.isShared(item.move.warehouseID, on: call.database)
    return isShared ? item.anonymous : item
  }

  /// The cursor, moved on to where the time that was asked for begins; nil past the ledger's end.
  /// Without this a search by time alone would read the ledger from its first row.
  private static func start(
    _ filter: LedgerFilter, _ database: DatabaseConnection
  ) throws(DatabaseError) -> Int64? {
    guard let from = filter.span.from, filter.number == nil, filter.skuID == nil else {
      return filter.position.after
    }
    let first = try database.first(startSQL, [.instant(from)]) {
      row throws(DatabaseError) in try row.int()
    }
    return first.map { max($0.previous, filter.position.after) }
  }

  private static func item(_ row: borrowing Row) throws(DatabaseError) -> LedgerItem {
    LedgerItem(
      move: StockMove(
        moveID: try row.int(), documentID: try row.int(), key: try row.stockKey(),
        quantity: try row.decimal(), level: try row.level(), sequence: try row.int(),
        unitCost: try row.decimalOrNil(), batchNumber: try row.textOrNil()),
      organisationID: try row.intOrNil(), referenceType: try row.choice(),
      referenceNumber: try row.text(), userID: try row.int(), requestID: try row.text(),
      occurredAt: try row.instant(), createdAt: try row.instant())
  }
}
