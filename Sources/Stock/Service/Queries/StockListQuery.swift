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

  private static let listSQL = ListSQL(
    "stock_balance.list", select: "sku_id, warehouse_id, on_hand, locked, version",
    """
    FROM stock_balance \
    WHERE (? IS NULL OR sku_id = ?) AND \(IDFilter.condition("warehouse_id"))
    """,
    orders: [
      "sku_id": "sku_id, warehouse_id", "-sku_id": "sku_id DESC, warehouse_id DESC",
    ])

  static func run(_ call: Call, _ filter: Filter) throws -> Page<StockListItem> {
    let visible = try VisibleWarehouses(filter.warehouseID, call)
    if filter.belowSafety { return try BelowSafetyQuery.run(call, filter, visible) }
    let filters: [SQLValue] = .filters(filter.skuID) + .anyOf(visible.ids)
    return try listSQL.page(filter.listing, filters, on: call.database) {
      row throws(DatabaseError) in StockListItem(try BalanceRow.read(row))
    }
  }
}

extension StockListItem {
  init(_ balance: StockBalance) {
    self.init(
      skuID: balance.skuID, warehouseID: balance.warehouseID,
      onHand: QuantitySum(balance.onHand), locked: QuantitySum(balance.locked),
      available: QuantitySum(balance.available), safetyStock: nil)
  }
}
