import Kernel
import MariaDBClient
import StockDomain

/// The table `stock_balance`, for writing.
///
/// The hints keep every statement on the primary key: its range scan locks the rows in ascending
/// order and no others, however few the table has.
enum BalanceStore {
  /// A stock row as it was locked.
  struct Row {
    let key: StockKey
    let onHand: Quantity
    let locked: Quantity
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

    init(_ skuID: Int64, _ sum: StockChange, count: Int64) {
      self.skuID = skuID
      self.sum = sum
      self.count = count
    }
  }

  private static let columns =
    "sku_id, warehouse_id, on_hand, locked, version, allow_negative, NOW(6)"

  private static let lockSQL = SQLList("stock_balance.lock_rows") { count in
    """
    SELECT \(columns) FROM stock_balance FORCE INDEX (PRIMARY) \
    WHERE sku_id IN (\(SQLSeries.repeated("?", count))) AND warehouse_id = ? \
    ORDER BY sku_id, warehouse_id FOR UPDATE
    """
  }

  private static let lockPairSQL = SQLList("stock_balance.lock_row_pairs") { count in
    """
    SELECT \(columns) FROM stock_balance FORCE INDEX (PRIMARY) \
    WHERE sku_id IN (\(SQLSeries.repeated("?", count))) AND warehouse_id IN (?, ?) \
    ORDER BY sku_id, warehouse_id FOR UPDATE
    """
  }

  private static let lockKeysSQL = SQLList("stock_balance.lock_row_keys") { count in
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
  static func lock(
    _ skuIDs: [Int64], in warehouses: [Int64], on connection: DatabaseConnection
  ) throws(DatabaseError) -> [Row] {
    let series = warehouses.count == 1 ? lockSQL : lockPairSQL
    var rows: [Row] = []
    for range in series.chunks(of: skuIDs.count) {
      let values = skuIDs[range].map { SQLValue.int($0) } + warehouses.map { SQLValue.int($0) }
      rows += try connection.query(series[range.count], values, row)
    }
    return rows
  }

  /// Locks rows of any warehouses, in ascending order of the key. Rows that do not exist are absent
  /// and not locked.
  static func lock(
    _ keys: [StockKey], on connection: DatabaseConnection
  ) throws(DatabaseError) -> [Row] {
    var rows: [Row] = []
    for range in lockKeysSQL.chunks(of: keys.count) {
      let values = keys[range].flatMap { [SQLValue.int($0.skuID), .int($0.warehouseID)] }
      rows += try connection.query(lockKeysSQL[range.count], values, row)
    }
    return rows
  }

  private static func row(_ row: borrowing MariaDBClient.Row) throws(DatabaseError) -> Row {
    Row(
      key: StockKey(skuID: try row.int(), warehouseID: try row.int()),
      onHand: try row.decimal(), locked: try row.decimal(), version: try row.int(),
      allowsNegative: try row.bool(), readAt: try row.instant())
  }

  /// Makes the rows, in ascending order, that do not exist. True when all of them are new: then
  /// they are known to be empty, and are this transaction's own.
  static func create(
    _ rows: [(key: StockKey, allowsNegative: Bool)], on connection: DatabaseConnection
  ) throws(DatabaseError) -> Bool {
    var made = 0
    for range in createSQL.chunks(of: rows.count) {
      var values: [SQLValue] = []
      for row in rows[range] {
        values.append(.int(row.key.skuID))
        values.append(.int(row.key.warehouseID))
        values.append(row.allowsNegative.sqlValue)
      }
      made += try connection.execute(createSQL[range.count], values).affectedRows
    }
    return made == rows.count
  }

  /// Adds to the rows of one warehouse, which the transaction has locked.
  static func change(
    _ changes: [Change], in warehouse: Int64,
    on connection: DatabaseConnection
  ) throws {
    for range in changeSQL.chunks(of: changes.count) {
      var values: [SQLValue] = []
      values.reserveCapacity(range.count * 7 + 1)
      for change in changes[range] { values += [.int(change.skuID), .of(change.sum.onHand)] }
      for change in changes[range] { values += [.int(change.skuID), .of(change.sum.locked)] }
      for change in changes[range] { values += [.int(change.skuID), .int(change.count)] }
      for change in changes[range] { values.append(.int(change.skuID)) }
      values.append(.int(warehouse))
      let outcome = try connection.execute(changeSQL[range.count], values)
      // Locked rows cannot go away; if they did, nothing may be built upon them.
      guard outcome.affectedRows == range.count else { throw StockInvariantError.rowsVanished }
    }
  }

  static func flag(
    _ key: StockKey, allowsNegative: Bool, on connection: DatabaseConnection
  ) throws(DatabaseError) {
    _ = try connection.execute(
      flagSQL, [allowsNegative.sqlValue, .int(key.skuID), .int(key.warehouseID)])
  }
}

/// What cannot be while the code is right.
enum StockInvariantError: Error {
  /// A row that the transaction holds is not there.
  case rowsVanished
  /// A change that nobody asked about first.
  case bookMisused
}
