import Kernel
import MariaDBClient
import WebAPI

/// `GET /stock/list`: what lies where; with `below_safety` what is short.
enum StockListQuery {
  struct Filter: RequestBody {
    let skuID: Int64?
    let warehouseID: Int64?
    let belowSafety: Bool
    let listing: Listing

    init(from fields: inout Fields) {
      skuID = fields.optionalID("sku_id")
      warehouseID = fields.optionalID("warehouse_id")
      belowSafety = fields.flag("below_safety", default: false)
      listing = fields.listing(sorts: ["sku_id"])
    }
  }

  private static let condition = """
    WHERE (? IS NULL OR sku_id = ?) AND \(VisibleWarehouses.condition("warehouse_id"))
    """

  private static func pageText(_ order: String) -> String {
    """
    SELECT sku_id, warehouse_id, on_hand, locked, version FROM stock_balance \(condition) \
    ORDER BY sku_id \(order), warehouse_id \(order) LIMIT ? OFFSET ?
    """
  }

  private static let ascendingSQL = SQL("stock_balance.list", pageText("ASC"))
  private static let descendingSQL = SQL("stock_balance.list_descending", pageText("DESC"))
  private static let countSQL = SQL(
    "stock_balance.count", "SELECT COUNT(*) FROM stock_balance \(condition)")

  static func run(_ call: Call, _ filter: Filter) throws -> Page<StockListItem> {
    let visible = try VisibleWarehouses(filter.warehouseID, call)
    if filter.belowSafety { return try BelowSafetyQuery.run(call, filter, visible) }
    let values: [SQLValue] = [
      .of(filter.skuID), .of(filter.skuID), visible.filter, visible.filter,
    ]
    let page = filter.listing.page
    let items = try call.database.query(
      filter.listing.isDescending ? descendingSQL : ascendingSQL,
      values + [.int(Int64(page.size)), .int(Int64(page.offset))]
    ) { (row) throws(DatabaseError) in StockListItem(try BalanceRow.read(row)) }
    let total = try call.database.first(countSQL, values) {
      (row) throws(DatabaseError) in try row.int(0)
    }
    return Page(items, of: total ?? 0, page)
  }
}

extension StockListItem {
  init(_ balance: StockBalance) {
    self.init(
      skuID: balance.skuID, warehouseID: balance.warehouseID, onHand: balance.onHand,
      locked: balance.locked, available: balance.available, safetyStock: nil)
  }
}
