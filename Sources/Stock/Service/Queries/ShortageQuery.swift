import ItemService
import Kernel
import MariaDBClient
import StockDomain

/// What a warehouse lacks of some goods, as whoever took them now would be told. Locks nothing.
enum ShortageQuery {
  private static let availableSQL = SQLList("stock_balance.available") { count in
    """
    SELECT sku_id, warehouse_id, on_hand, locked, version FROM stock_balance \
    FORCE INDEX (PRIMARY) WHERE sku_id IN (\(SQLSeries.repeated("?", count))) AND warehouse_id = ?
    """
  }

  /// 1 round trip for up to 20 SKUs.
  /// - Parameter facts: of every SKU in the lines: one that may fall below zero is never short
  static func run(
    _ lines: [StockLine], warehouse: Int64, facts: [Int64: SKUInfo],
    on connection: DatabaseConnection
  ) throws -> [StockShortage] {
    let wanted = try lines.totals().filter { facts[$0.key]?.allowsNegative != true }
    let skuIDs = wanted.keys.sorted()
    var balances: [Int64: StockBalance] = [:]
    for range in availableSQL.chunks(of: skuIDs.count) {
      let values = skuIDs[range].map { SQLValue.int($0) } + [.int(warehouse)]
      for balance in try connection.query(availableSQL[range.count], values, BalanceRow.read) {
        balances[balance.skuID] = balance
      }
    }
    return skuIDs.compactMap { skuID in
      let (requested, balance) = (wanted[skuID] ?? .zero, balances[skuID])
      if requested <= balance?.available ?? .zero { return nil }
      return StockShortage(
        skuID: skuID, name: facts[skuID]?.name, warehouseID: warehouse, requested: requested,
        available: balance?.available ?? .zero, locked: balance?.locked ?? .zero,
        version: balance?.version ?? 0)
    }
  }
}
