import MariaDBClient
import OrderDomain
import WebAPI

/// `GET /order/list`
extension OrderQueries {
  private static let listSQL = ListSQL(
    "order.list", select: columns,
    """
    FROM sales_order o WHERE (? IS NULL OR o.member_id = ?) AND (? IS NULL OR o.store_id = ?) \
    AND (? IS NULL OR o.status = ?) AND (? IS NULL OR o.created_at >= ?) \
    AND (? IS NULL OR o.created_at < ?) AND (? IS NULL OR FIND_IN_SET(?, o.flags)) \
    AND \(IDFilter.condition("o.store_id"))
    """,
    orders: [
      "-created_at": "o.order_id DESC", "created_at": "o.order_id",
      "-payable": "o.payable DESC, o.order_id DESC", "payable": "o.payable, o.order_id",
    ])

  static func list(_ call: Call, _ filter: OrderFilter) throws -> Page<OrderSummary> {
    let filters: [SQLValue] = .filters(
      filter.memberID, filter.storeID, filter.status?.rawValue, filter.from, filter.to,
      filter.flag?.rawValue)
    return try listSQL.page(
      filter.listing, filters + .anyOf(call.caller.scope.limitedTo), on: call.database
    ) {
      row throws(DatabaseError) in OrderSummary(order: try order(row))
    }
  }
}
