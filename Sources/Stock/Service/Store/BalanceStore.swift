/// The table `stock_balance`, for writing.
///
/// The hints keep every statement on the primary key: its range scan locks the rows in ascending
/// order and no others, however few the table has.
enum BalanceStore {
  /// A stock row as it was locked.
  struct StockRow {
    let key: StockKey
    let level: StockLevel
    let version: Int64
    let allowsNegative: Bool
    /// The database's clock when the row was read.
    let readAt: Instant
  }

  /// What happens to the row of one SKU: the sum of so many changes.
  struct Change {
    let skuID: Int64
    let sum: StockChange
    let count: Int64
  }

  private static let columns = "\(StockBalance.columns), allow_negative, NOW(6)"

  private static let forUpdateSQL = SQLList("stock_balance.lock_rows") { count in
    """
    SELECT \(columns) FROM stock_balance FORCE INDEX (PRIMARY) \
    WHERE sku_id IN (\(SQLSeries.repeated("?", count))) AND warehouse_id = ? \
    ORDER BY sku_id, warehouse_id FOR UPDATE
    """
  }

  private static let pairForUpdateSQL = SQLList("stock_balance.lock_row_pairs") { count in
    """
    SELECT \(columns) FROM stock_balance FORCE INDEX (PRIMARY) \
    WHERE sku_id IN (\(SQLSeries.repeated("?", count))) AND warehouse_id IN (?, ?) \
    ORDER BY sku_id, warehouse_id FOR UPDATE
    """
  }

  private static let keysForUpdateSQL = SQLList("stock_balance.lock_row_keys") { count in
    let others = String(repeating: " OR (sku_id = ? AND warehouse_id = ?)", count: count - 1)
    return """
      SELECT \(columns) FROM stock_balance FORCE INDEX (PRIMARY) \
      WHERE (sku_id = ? AND warehouse_id = ?)\(others) \
      ORDER BY sku_id, warehouse_id FOR UPDATE
      """
  }

  private static let createSQL = SQLSeries("stock_balance.create") { count in
    """
    INSERT INTO stock_balance (sku_id, warehouse_id, on_hand, locked, version, allow_negative) \
    VALUES \(SQLSeries.repeated("(?, ?, 0, 0, 0, ?)", count)) \
    ON DUPLICATE KEY UPDATE version = version
    """
  }

  private static let changeSQL = SQLSeries("stock_balance.change") { count in
    let cases = String(repeating: "WHEN ? THEN ? ", count: count)
    return """
      UPDATE stock_balance FORCE INDEX (PRIMARY) SET \
      on_hand = on_hand + CASE sku_id \(cases)ELSE 0 END, \
      locked = locked + CASE sku_id \(cases)ELSE 0 END, \
      version = version + CASE sku_id \(cases)ELSE 1 END \
      WHERE sku_id IN (\(SQLSeries.repeated("?", count))) AND warehouse_id = ?
      """
  }

  private static let flagSQL = SQL(
    "stock_balance.flag",
    "UPDATE stock_balance SET allow_negative = ? WHERE sku_id = ? AND warehouse_id = ?")

  /// Locks the rows of the SKUs, in ascending order, in one warehouse or two. Rows that do not
  /// exist are absent and not locked.
  static func forUpdate(
    _ skuIDs: [Int64], in warehouses: [Int64], on database: DatabaseConnection
  ) throws(DatabaseError) -> [StockRow] {
    let list = warehouses.count == 1 ? forUpdateSQL : pairForUpdateSQL
    return try database.query(list, in: skuIDs, then: warehouses.map { .int($0) }, row)
  }

  /// Locks rows of any warehouses, in ascending order of the key. Rows that do not exist are absent
  /// and not locked.
  static func forUpdate(
    _ keys: [StockKey], on database: DatabaseConnection
  ) throws(DatabaseError) -> [StockRow] {
    var rows: [StockRow] = []
    for range in keysForUpdateSQL.chunks(of: keys.count) {
      let values = keys[range].flatMap { [SQLValue.int($0.skuID), .int($0.warehouseID)] }
      rows += try database.query(keysForUpdateSQL[range.count], values, row)
    }
    return rows
  }

  private static func row(_ row: borrowing Row) throws(DatabaseError) -> StockRow {
    StockRow(
      key: try row.stockKey(), level: try row.level(), version: try row.int(),
      allowsNegative: try row.bool(), readAt: try row.instant())
  }

  /// Makes the rows, in ascending order, that do not exist. True when all of them are new: then
  /// they are known to be empty, and are this transaction's own.
  static func create(
    _ rows: [(key: StockKey, allowsNegative: Bool)], on database: DatabaseConnection
  ) throws(DatabaseError) -> Bool {
    let made = try database.execute(createSQL, for: rows) { row in
      [.int(row.key.skuID), .int(row.key.warehouseID), .of(row.allowsNegative)]
    }
    return made == rows.count
  }

  /// Adds to the rows of one warehouse, which the transaction has locked.
  static func change(
    _ changes: [Change], in warehouse: Int64, on database: DatabaseConnection
  ) throws {
    for range in changeSQL.chunks(of: changes.count) {
      var values: [SQLValue] = []
      values.reserveCapacity(range.count * 7 + 1)
      for change in changes[range] { values += [.int(change.skuID), .of(change.sum.onHand)] }
      for change in changes[range] { values += [.int(change.skuID), .of(change.sum.locked)] }
      for change in changes[range] { values += [.int(change.skuID), .int(change.count)] }
      for change in changes[range] { values.append(.int(change.skuID)) }
      values.append(.int(warehouse))
      let outcome = try database.execute(changeSQL[range.count], values)
      // Locked rows cannot go away; if they did, nothing may be built upon them.
      guard outcome.affectedRows == range.count else { throw StockInvariantError.rowsVanished }
    }
  }

  static func flag(
    _ key: StockKey, allowsNegative: Bool, on database: DatabaseConnection
  ) throws(DatabaseError) {
    try database.execute(
      flagSQL, [allowsNegative.sqlValue, .int(key.skuID), .int(key.warehouseID)])
  }
}

extension Row {
  /// The next two columns: `sku_id, warehouse_id`.
  func stockKey() throws(DatabaseError) -> StockKey {
    StockKey(skuID: try int(), warehouseID: try int())
  }

  /// The next two columns: `on_hand, locked`. What was written was checked to fit.
  func level() throws(DatabaseError) -> StockLevel {
    let (onHand, locked): (Quantity, Quantity) = (try decimal(), try decimal())
    guard let level = try? StockLevel(onHand: onHand, locked: locked) else {
      throw .unreadable("stock_balance", "\(onHand) less \(locked) is no quantity")
    }
    return level
  }
}

extension StockBalance {
  static let columns = "sku_id, warehouse_id, on_hand, locked, version"

  /// From `columns`.
  static func read(_ row: borrowing Row) throws(DatabaseError) -> StockBalance {
    StockBalance(key: try row.stockKey(), level: try row.level(), version: try row.int())
  }
}

/// Broken internal invariants: a bug, never a caller's error.
enum StockInvariantError: Error {
  /// A row that the transaction holds is not there.
  case rowsVanished
  /// A change that nobody asked about first.
  case bookMisused
}
