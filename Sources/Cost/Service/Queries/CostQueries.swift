import ItemService

/// Reads what SKUs and production orders cost.
enum CostQueries {
  private static let readSQL = SQL(
    "cost_sku.read",
    "SELECT \(AccountStore.columns), updated_at FROM cost_sku WHERE sku_id = ?")
  private static let listSQL = ListSQL(
    "cost_sku.list", select: "\(AccountStore.columns), updated_at",
    "FROM cost_sku WHERE ? IS NULL OR method = ?",
    orders: [
      "sku_id": "sku_id", "-sku_id": "sku_id DESC",
      "value": "value, sku_id", "-value": "value DESC, sku_id DESC",
    ])

  private static let sheetSQL = SQL(
    "cost_sheet.read", "SELECT \(SheetStore.columns) FROM cost_sheet WHERE mo_id = ?")
  private static let settledSQL = SQL(
    "cost_sheet.settled",
    """
    SELECT \(SheetStore.columns) FROM cost_sheet WHERE status = 'settled' AND mo_id > ? \
    ORDER BY mo_id LIMIT ?
    """)

  /// `GET /cost/{sku_id}`; a SKU that never moved is worth nothing.
  static func cost(_ call: Call) throws -> CostAnswer {
    let skuID = try call.pathID()
    if let known = try call.database.first(readSQL, [.int(skuID)], answer) { return known }
    let policy = try policy(of: skuID, on: call.database)
    return CostAnswer(
      account: CostAccount(skuID: skuID, state: CostState(policy: policy)),
      updatedAt: try call.database.now())
  }

  private static func policy(
    of skuID: Int64, on database: DatabaseConnection
  ) throws -> CostPolicy {
    guard let policy = try AccountStore.policies(of: [skuID], on: database)[skuID] else {
      throw CostRefusal.skuNotFound
    }
    return policy
  }

  /// `GET /cost/list`
  static func list(_ call: Call, _ query: CostFilter) throws -> Page<CostAnswer> {
    try listSQL.page(query.listing, .filters(query.method?.rawValue), on: call.database, answer)
  }

  /// `GET /cost/{sku_id}/history`, oldest first; the cursor is the entry's number.
  static func history(_ call: Call, _ query: HistoryQuery) throws -> LedgerPage<HistoryItem> {
    let skuID = try call.pathID()
    let rows = try LedgerStore.stretch(
      of: skuID, after: query.position.after, limit: query.position.size + 1, on: call.database)
    if rows.isEmpty { _ = try policy(of: skuID, on: call.database) }
    return LedgerPage(rows.map { HistoryItem(entry: $0.entry, at: $0.at) }, at: query.position) {
      $0.entry.number
    }
  }

  /// `GET /cost/sheet/{mo_id}`
  static func sheet(_ call: Call) throws -> CostSheet {
    try visibleSheet(of: try call.pathID(), for: call)
  }

  /// A production order's sheet; 404 outside of the caller's organisations.
  static func visibleSheet(of orderID: Int64, for call: Call) throws -> CostSheet {
    guard let sheet = try call.database.first(sheetSQL, [.int(orderID)], SheetStore.sheet),
      sheet.isVisible(in: call.caller.scope)
    else { throw CostRefusal.sheetNotFound }
    return sheet
  }

  /// Settled sheets in the order of their ids.
  static func settled(
    after orderID: Int64, limit: Int, on database: DatabaseConnection
  ) throws(DatabaseError) -> [CostSheet] {
    try database.query(settledSQL, [.int(orderID), .of(limit)], SheetStore.sheet)
  }

  private static func answer(_ row: borrowing Row) throws(DatabaseError) -> CostAnswer {
    CostAnswer(account: try AccountStore.account(row), updatedAt: try row.instant())
  }
}

extension CostSheet {
  /// A sheet that does not know its organisation is for those who may see everything.
  func isVisible(in scope: OrganisationScope) -> Bool {
    organisationID.map { scope.contains($0) } ?? (scope.limitedTo == nil)
  }
}
