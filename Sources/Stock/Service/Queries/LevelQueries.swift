package import ItemService

/// `GET /stock/{sku_id}`: 1 round trip, straight from the truth.
enum LevelQuery {
  /// Bare, since tills ask it all day: the hint and the missing ORDER BY spare the server a third
  /// of its work.
  private static let allSQL = SQL(
    "stock_balance.of_sku",
    "SELECT \(StockBalance.columns) FROM stock_balance FORCE INDEX (PRIMARY) WHERE sku_id = ?")

  private static let oneSQL = SQL(
    "stock_balance.of_sku_in_one",
    "SELECT \(StockBalance.columns) FROM stock_balance WHERE sku_id = ? AND warehouse_id = ?")

  private static let scopedSQL = SQL(
    "stock_balance.of_sku_in_scope",
    """
    SELECT b.sku_id, b.warehouse_id, b.on_hand, b.locked, b.version FROM stock_balance b \
    JOIN stock_warehouse w ON w.warehouse_id = b.warehouse_id \
    WHERE b.sku_id = ? AND (w.org_id IS NULL OR FIND_IN_SET(w.org_id, ?)) \
    ORDER BY b.warehouse_id
    """)

  static func run(_ call: Call, _ filter: LevelFilter) throws -> LevelAnswer {
    let skuID = try call.pathID()
    let balances = try balances(of: skuID, filter, call)
    if balances.isEmpty {
      // Nothing lies there; is there such a thing at all?
      let facts = try ItemAPI.skus([skuID], on: call.database)
      if facts[skuID] == nil { throw StockRefusal.skuNotFound([skuID]) }
    }
    return LevelAnswer(skuID: skuID, warehouses: balances)
  }

  private static func balances(
    of skuID: Int64, _ filter: LevelFilter, _ call: Call
  ) throws -> [StockBalance] {
    if let warehouseID = filter.warehouseID {
      try call.requireWarehouse(warehouseID)
      return try call.database.query(oneSQL, [.int(skuID), .int(warehouseID)], StockBalance.read)
    }
    if let organisations = call.caller.scope.idList {
      return try call.database.query(
        scopedSQL, [.int(skuID), .text(organisations)], StockBalance.read)
    }
    return try call.database.query(allSQL, [.int(skuID)], StockBalance.read)
      .sorted { $0.warehouseID < $1.warehouseID }
  }
}

/// `GET /stock/list`: what lies where; with `below_safety` what is short.
enum StockList {
  private static let listSQL = ListSQL(
    "stock_balance.list", select: StockBalance.columns,
    """
    FROM stock_balance \
    WHERE (? IS NULL OR sku_id = ?) AND \(IDFilter.condition("warehouse_id"))
    """,
    orders: [
      "sku_id": "sku_id, warehouse_id", "-sku_id": "sku_id DESC, warehouse_id DESC",
    ])

  static func run(_ call: Call, _ filter: StockFilter) throws -> Page<StockListItem> {
    let visible = try VisibleWarehouses(filter.warehouseID, call)
    if filter.belowSafety { return try BelowSafetyQuery.run(call, filter, visible) }
    let filters: [SQLValue] = .filters(filter.skuID) + .anyOf(visible.ids)
    return try listSQL.page(filter.listing, filters, on: call.database) {
      row throws(DatabaseError) in StockListItem(try StockBalance.read(row))
    }
  }
}

extension StockListItem {
  init(_ balance: StockBalance) {
    self.init(
      skuID: balance.skuID, warehouseID: balance.warehouseID, sum: LevelSum(of: [balance]),
      safetyStock: nil)
  }
}

extension StockAPI {
  private static let availableSQL = SQLList("stock_balance.available") { count in
    """
    SELECT \(StockBalance.columns) FROM stock_balance \
    FORCE INDEX (PRIMARY) WHERE sku_id IN (\(SQLSeries.repeated("?", count))) AND warehouse_id = ?
    """
  }

  /// What a warehouse lacks of the lines' goods, as whoever took them now would be told; locks
  /// nothing. 1 round trip.
  ///
  /// - Parameter facts: of every SKU in the lines: one that may fall below zero is never short
  package static func shortages(
    of lines: [StockLine], warehouse: Int64, facts: [Int64: SKUInfo],
    on database: DatabaseConnection
  ) throws -> [StockShortage] {
    let wanted = try lines.totals().filter { facts[$0.key]?.allowsNegative != true }
    let skuIDs = wanted.keys.sorted()
    let balances = try database.dictionary(availableSQL, in: skuIDs, then: [.int(warehouse)]) {
      row throws(DatabaseError) in
      let balance = try StockBalance.read(row)
      return (balance.skuID, balance)
    }
    return skuIDs.compactMap { skuID in
      let (requested, balance) = (wanted[skuID] ?? .zero, balances[skuID])
      let level = balance?.level ?? .empty
      if requested <= level.available { return nil }
      return StockShortage(
        StockKey(skuID: skuID, warehouseID: warehouse), name: facts[skuID]?.name,
        requested: requested, level, version: balance?.version ?? 0)
    }
  }
}
