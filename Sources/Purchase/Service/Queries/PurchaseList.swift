import MariaDBClient
import PurchaseDomain
import WebAPI

/// `GET /po/list`
enum PurchaseList {
  private static let listSQL = ListSQL(
    "purchase_order.list", select: PurchaseQueries.columns,
    """
    FROM purchase_order o WHERE (? IS NULL OR o.supplier_id = ?) \
    AND (? IS NULL OR o.warehouse_id = ?) AND (? IS NULL OR o.status = ?) \
    AND (? IS NULL OR o.created_at >= ?) AND (? IS NULL OR o.created_at < ?) \
    AND \(IDFilter.condition("o.org_id"))
    """,
    orders: [
      "-created_at": "o.po_id DESC", "created_at": "o.po_id",
      "-total": "o.total DESC, o.po_id DESC", "total": "o.total, o.po_id",
    ])

  static func read(_ call: Call, _ query: PurchaseFilter) throws -> Page<PurchaseSummary> {
    let filters: [SQLValue] = .filters(
      query.supplierID, query.warehouseID, query.status?.rawValue, query.from, query.to)
    return try listSQL.page(
      query.listing, filters + .anyOf(call.caller.scope.limitedTo), on: call.database
    ) {
      row throws(DatabaseError) in PurchaseSummary(order: try PurchaseQueries.order(row))
    }
  }
}
