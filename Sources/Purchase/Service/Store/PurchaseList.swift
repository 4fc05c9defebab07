import Kernel
import MariaDBClient
import PurchaseDomain
import WebAPI

/// `GET /po/list`
enum PurchaseList {
  /// A filter that is not given is NULL, and the optimiser drops its half of the condition.
  private static let conditions = """
    (? IS NULL OR o.supplier_id = ?) AND (? IS NULL OR o.warehouse_id = ?) \
    AND (? IS NULL OR o.status = ?) AND (? IS NULL OR o.created_at >= ?) \
    AND (? IS NULL OR o.created_at < ?) AND (? IS NULL OR FIND_IN_SET(o.org_id, ?) > 0)
    """
  private static let countSQL = SQL(
    "purchase_order.count", "SELECT COUNT(*) FROM purchase_order o WHERE \(conditions)")
  private static let listSQL: [String: SQL] = {
    func statement(_ name: StaticString, _ order: String) -> SQL {
      SQL(
        name,
        """
        SELECT \(PurchaseQueries.columns) FROM purchase_order o WHERE \(conditions) \
        ORDER BY \(order) LIMIT ? OFFSET ?
        """)
    }
    return [
      "-created_at": statement("purchase_order.list_newest", "o.po_id DESC"),
      "created_at": statement("purchase_order.list_oldest", "o.po_id"),
      "-total": statement("purchase_order.list_largest", "o.total DESC, o.po_id DESC"),
      "total": statement("purchase_order.list_smallest", "o.total, o.po_id"),
    ]
  }()

  static func read(_ call: Call, _ query: PurchaseListQuery) throws -> Page<PurchaseSummary> {
    let page = query.listing.page
    let key = (query.listing.isDescending ? "-" : "") + query.listing.sort
    let values = values(query, scope: call.caller.scope)
    let total = try call.database.first(countSQL, values) { row throws(DatabaseError) in
      try row.int(0)
    }
    guard let total, total > page.offset, let sql = listSQL[key] else {
      return Page([], of: total ?? 0, page)
    }
    let rows = try call.database.query(sql, values + [.of(page.size), .of(page.offset)]) {
      row throws(DatabaseError) in PurchaseSummary(order: try PurchaseQueries.order(row))
    }
    return Page(rows, of: total, page)
  }

  private static func values(
    _ query: PurchaseListQuery, scope: OrganisationScope
  ) -> [SQLValue] {
    let organisations = scope.limitedTo.map { $0.map(String.init).joined(separator: ",") }
    let single: [SQLValue] = [
      .of(query.supplierID), .of(query.warehouseID), .of(query.status?.rawValue),
      .of(query.from), .of(query.to), .of(organisations),
    ]
    return single.flatMap { [$0, $0] }
  }
}
