import ItemService

/// Which SKUs have less available than their safety stock, summed over the warehouses shown.
///
/// Safety stock is the item centre's: it is read through its door, a thousand SKUs at a time, and
/// laid beside the levels of the same range of ids. So the answer is always today's, also for
/// SKUs that were never there. 2 round trips for a thousand SKUs that have a safety stock.
enum BelowSafetyQuery {
  private static let chunk = 1000

  private static let sumsSQL = SQL(
    "stock_balance.sums",
    """
    SELECT sku_id, SUM(on_hand), SUM(locked) FROM stock_balance \
    WHERE sku_id BETWEEN ? AND ? AND \(IDFilter.condition("warehouse_id")) \
    GROUP BY sku_id
    """)

  static func run(
    _ call: Call, _ filter: StockFilter, _ visible: VisibleWarehouses
  ) throws -> Page<StockListItem> {
    var short: [StockListItem] = []
    var after = filter.skuID?.previous ?? 0
    while true {
      let wanted = try ItemAPI.safetyStocks(
        after: after, limit: filter.skuID == nil ? chunk : 1, on: call.database)
      guard let first = wanted.first, let last = wanted.last else { break }
      if let skuID = filter.skuID, first.skuID != skuID { break }
      let levels = try levels(first.skuID...last.skuID, visible, call)
      for (skuID, safetyStock) in wanted {
        let sum = levels[skuID] ?? LevelSum(onHand: .zero, locked: .zero)
        guard sum.available < QuantitySum(safetyStock) else { continue }
        short.append(
          StockListItem(
            skuID: skuID, warehouseID: filter.warehouseID, sum: sum, safetyStock: safetyStock))
      }
      if wanted.count < chunk { break }
      after = last.skuID
    }
    if filter.listing.isDescending { short.reverse() }
    let page = filter.listing.page
    let items = Array(short.dropFirst(page.offset).prefix(page.size))
    return Page(items, of: Int64(short.count), page)
  }

  private static func levels(
    _ range: ClosedRange<Int64>, _ visible: VisibleWarehouses, _ call: Call
  ) throws(DatabaseError) -> [Int64: LevelSum] {
    let sums = try call.database.query(
      sumsSQL, [.int(range.lowerBound), .int(range.upperBound)] + .anyOf(visible.ids)
    ) { row throws(DatabaseError) in
      (try row.int(), LevelSum(onHand: try sum(row.text()), locked: try sum(row.text())))
    }
    return Dictionary(sums, uniquingKeysWith: { first, _ in first })
  }

  private static func sum(_ digits: String) throws(DatabaseError) -> QuantitySum {
    guard let sum = QuantitySum(digits: digits) else {
      throw .unreadable(sumsSQL.name, "\(digits) is no sum")
    }
    return sum
  }
}
