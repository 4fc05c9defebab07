import ItemService
import Kernel
import MariaDBClient
import StockDomain
import WebAPI

/// `GET /stock/{sku_id}`: 1 round trip, straight from the truth.
enum LevelQuery {
  struct Filter: RequestBody {
    let warehouseID: Int64?

    init(from fields: inout Fields) { warehouseID = fields.optionalID("warehouse_id") }
  }

  private static let columns = "sku_id, warehouse_id, on_hand, locked, version"

  /// Bare, since tills ask it all day: the hint and the missing ORDER BY spare the server a third
  /// of its work.
  private static let allSQL = SQL(
    "stock_balance.of_sku",
    "SELECT \(columns) FROM stock_balance FORCE INDEX (PRIMARY) WHERE sku_id = ?")

  private static let oneSQL = SQL(
    "stock_balance.of_sku_in_one",
    "SELECT \(columns) FROM stock_balance WHERE sku_id = ? AND warehouse_id = ?")

  private static let scopedSQL = SQL(
    "stock_balance.of_sku_in_scope",
    """
    SELECT b.sku_id, b.warehouse_id, b.on_hand, b.locked, b.version FROM stock_balance b \
    JOIN stock_warehouse w ON w.warehouse_id = b.warehouse_id \
    WHERE b.sku_id = ? AND (w.org_id IS NULL OR FIND_IN_SET(w.org_id, ?)) \
    ORDER BY b.warehouse_id
    """)

  static func run(_ call: Call, _ filter: Filter) throws -> LevelAnswer {
    let skuID = try call.pathID()
    let balances = try balances(of: skuID, filter, call)
    if balances.isEmpty {
      // Nothing lies there; is there such a thing at all?
      let facts = try ItemAPI.skus([skuID], on: call.database)
      if facts[skuID] == nil { throw StockRefusal.skuNotFound([skuID]) }
    }
    return LevelAnswer(skuID, balances)
  }

  private static func balances(
    of skuID: Int64, _ filter: Filter, _ call: Call
  ) throws -> [StockBalance] {
    if let warehouseID = filter.warehouseID {
      try call.requireWarehouse(warehouseID)
      return try call.database.query(oneSQL, [.int(skuID), .int(warehouseID)], BalanceRow.read)
    }
    if let organisations = call.caller.scope.idList {
      return try call.database.query(
        scopedSQL, [.int(skuID), .text(organisations)], BalanceRow.read)
    }
    return try call.database.query(allSQL, [.int(skuID)], BalanceRow.read)
      .sorted { $0.warehouseID < $1.warehouseID }
  }
}

/// Reads a balance from `sku_id, warehouse_id, on_hand, locked, version`.
enum BalanceRow {
  static func read(_ row: borrowing Row) throws(DatabaseError) -> StockBalance {
    let onHand: Quantity = try row.decimal(2)
    let locked: Quantity = try row.decimal(3)
    // What was written was checked to fit.
    let available = (try? onHand - locked) ?? .zero
    return StockBalance(
      skuID: try row.int(0), warehouseID: try row.int(1), onHand: onHand, locked: locked,
      available: available, version: try row.int(4))
  }
}
