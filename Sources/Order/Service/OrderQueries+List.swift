import Kernel
import MariaDBClient
import OrderDomain
import WebAPI

/// `GET /order/list`
extension OrderQueries {
  /// A filter that is not given is NULL, and the optimiser drops its half of the condition.
  private static let conditions = """
    (? IS NULL OR o.member_id = ?) AND (? IS NULL OR o.store_id = ?) \
    AND (? IS NULL OR o.status = ?) AND (? IS NULL OR o.created_at >= ?) \
    AND (? IS NULL OR o.created_at < ?) AND (? IS NULL OR FIND_IN_SET(o.store_id, ?) > 0)
    """
  private static let countSQL = SQL(
    "order.count", "SELECT COUNT(*) FROM sales_order o WHERE \(conditions)")

  /// A statement for each order that a client may ask for.
  private static let listSQL: [String: SQL] = {
    func statement(_ name: StaticString, _ order: String) -> SQL {
      SQL(
        name,
        "SELECT \(columns) FROM sales_order o WHERE \(conditions) ORDER BY \(order) LIMIT ?, ?")
    }
    return [
      "-created_at": statement("order.list_newest", "o.order_id DESC"),
      "created_at": statement("order.list_oldest", "o.order_id"),
      "-payable": statement("order.list_largest", "o.payable DESC, o.order_id DESC"),
      "payable": statement("order.list_smallest", "o.payable, o.order_id"),
    ]
  }()

  static func list(_ call: Call, _ filter: OrderFilter) throws -> Page<OrderSummary> {
    let values = values(filter, scope: call.caller.scope)
    let page = filter.listing.page
    let key = (filter.listing.isDescending ? "-" : "") + filter.listing.sort
    var rows: [OrderSummary] = []
    if let sql = listSQL[key] {
      rows = try call.database.query(
        sql, values + [.int(Int64(page.offset)), .int(Int64(page.size))]
      ) { row throws(DatabaseError) in OrderSummary(order: try order(row)) }
    }
    let total = try call.database.first(countSQL, values) { row throws(DatabaseError) in
      try row.int(0)
    }
    return Page(rows, of: total ?? 0, page)
  }

  private static func values(_ filter: OrderFilter, scope: OrganisationScope) -> [SQLValue] {
    let stores = scope.limitedTo.map { $0.map(String.init).joined(separator: ",") }
    let single: [SQLValue] = [
      .of(filter.memberID), .of(filter.storeID), .of(filter.status?.rawValue), .of(filter.from),
      .of(filter.to), .of(stores),
    ]
    return single.flatMap { [$0, $0] }
  }
}
