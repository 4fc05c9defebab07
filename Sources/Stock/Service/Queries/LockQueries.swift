/// `GET /stock/lock/list`: the lines of locks, newest first.
enum LockList {
  private static let listSQL = ListSQL(
    "stock_lock.list",
    select: """
      ref_no, owner, line_no, sku_id, warehouse_id, quantity, held, issued, status, expires_at, \
      created_at, NULLIF(org_id, 0)
      """,
    """
    FROM stock_lock WHERE (? IS NULL OR sku_id = ?) \
    AND (? IS NULL OR (owner IN ('api', 'order') AND ref_no IN (?, ?))) \
    AND (? IS NULL OR status = ?) AND (? IS NULL OR created_at >= ?) \
    AND (? IS NULL OR created_at < ?) AND \(IDFilter.condition("warehouse_id")) \
    AND (? IS NULL OR org_id = 0 OR FIND_IN_SET(org_id, ?))
    """,
    orders: [
      "-created_at": "created_at DESC, owner DESC, ref_no DESC, line_no DESC",
      "created_at": "created_at, owner, ref_no, line_no",
    ])

  static func run(_ call: Call, _ filter: LockFilter) throws -> Page<LockListItem> {
    let visible = try VisibleWarehouses(filter.warehouseID, call)
    let sent = filter.number.flatMap { call.spellings(of: $0).first }
    let filters: [SQLValue] =
      .filters(filter.skuID, filter.number) + [sent.sqlValue]
      + .filters(filter.status?.rawValue, filter.span.from, filter.span.to)
    // A lock is seen by its organisation and those above; one of before by whoever sees its place.
    let owners: [SQLValue] = .filters(call.caller.scope.idList)
    return try listSQL.page(
      filter.listing, filters + .anyOf(visible.ids) + owners, on: call.database, item)
  }

  private static func item(_ row: borrowing Row) throws(DatabaseError) -> LockListItem {
    LockListItem(
      number: try row.text(), owner: try row.text(), lineNumber: try row.int(),
      skuID: try row.int(), warehouseID: try row.int(), quantity: try row.decimal(),
      held: try row.decimal(), issued: try row.decimal(), status: try row.choice(),
      expiresAt: try row.instantOrNil(), createdAt: try row.instant(),
      organisationID: try row.intOrNil())
  }
}

/// Reads of single locks. They lock nothing.
enum LockQueries {
  private static let placesSQL = SQL(
    "stock_lock.places",
    """
    SELECT DISTINCT org_id, warehouse_id FROM stock_lock \
    WHERE owner = ? AND ref_no = ? ORDER BY org_id
    """)

  private static let stateSQL = SQL(
    "stock_lock.state",
    """
    SELECT l.sku_id, l.quantity, l.held, COALESCE(b.on_hand, 0), COALESCE(b.locked, 0), \
    l.status, l.expires_at, l.expires_at IS NOT NULL AND l.expires_at <= NOW(6), \
    l.warehouse_id FROM stock_lock l \
    LEFT JOIN stock_balance b ON b.sku_id = l.sku_id AND b.warehouse_id = l.warehouse_id \
    WHERE l.owner = 'api' AND l.ref_no = ? AND l.org_id IN (?, 0) ORDER BY l.line_no
    """)

  /// Whose the locks of a reference are and where their goods lie.
  static func places(
    of reference: String, owner: LockOwner, on database: DatabaseConnection
  ) throws(DatabaseError) -> [LockPlace] {
    try database.query(placesSQL, [.text(owner.rawValue), .text(reference)]) {
      row throws(DatabaseError) in
      LockPlace(organisationID: try row.int(), warehouseID: try row.int())
    }
  }

  /// How an organisation's lock stands now, line by line.
  static func state(
    of reference: String, organisationID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> [LockState] {
    try database.query(stateSQL, [.text(reference), .int(organisationID)]) {
      row throws(DatabaseError) in
      LockState(
        line: LockAnswer.Line(
          skuID: try row.int(), quantity: try row.decimal(), held: try row.decimal(),
          available: try row.level().available),
        status: try row.choice(), expiresAt: try row.instantOrNil(),
        hasExpired: try row.bool(), warehouseID: try row.int())
    }
  }
}

/// Whose a lock is, and where its goods lie.
struct LockPlace: Hashable {
  /// 0 for a lock of before that belongs to whoever sees its warehouse.
  let organisationID: Int64
  let warehouseID: Int64
}

/// How a line of a lock stands now.
struct LockState {
  let line: LockAnswer.Line
  let status: LockStatus
  let expiresAt: Instant?
  /// By the database's clock.
  let hasExpired: Bool
  let warehouseID: Int64
}

extension LockAnswer {
  /// How a lock that was taken before stands now: held while a line is, unless its time has passed;
  /// then issued where goods left.
  init(_ number: String, _ states: [LockState]) {
    let all = Set(states.map(\.status))
    let ended = [.issued, .expired].first(where: all.contains) ?? LockStatus.released
    let held = states.contains(where: \.hasExpired) ? LockStatus.expired : .held
    self.init(
      number: number, status: all.contains(.held) ? held : ended,
      warehouseID: states.first?.warehouseID ?? StockAPI.defaultWarehouse,
      expiresAt: states.first?.expiresAt, lines: states.map(\.line))
  }
}

extension StockAPI {
  private static let linesSQL = SQLList("stock_lock.lines") { count in
    """
    SELECT ref_no, sku_id, warehouse_id, quantity, held, issued FROM stock_lock \
    WHERE owner = ? AND ref_no IN (\(SQLSeries.repeated("?", count))) ORDER BY ref_no, line_no
    """
  }

  /// The lines of locks by their references; 1 round trip. Unknown references are absent.
  package static func lockLines(
    of references: [String], owner: LockOwner, on database: DatabaseConnection
  ) throws(DatabaseError) -> [String: [StockLockLine]] {
    try database.groups(linesSQL, [.text(owner.rawValue)], in: references) {
      row throws(DatabaseError) in
      (
        try row.text(),
        StockLockLine(
          skuID: try row.int(), warehouseID: try row.int(), quantity: try row.decimal(),
          held: try row.decimal(), issued: try row.decimal())
      )
    }
  }
}
