import Kernel
import MariaDBClient
import ProductionDomain
import WebAPI

/// `GET /mo/list`
enum ProductionList {
  /// A filter that is not given is NULL, and the optimiser drops its half of the condition.
  private static let conditions = """
    (? IS NULL OR o.sku_id = ?) AND (? IS NULL OR o.warehouse_id = ?) \
    AND (? IS NULL OR o.status = ?) AND (? IS NULL OR o.material_status = ?) \
    AND (? IS NULL OR o.created_at >= ?) AND (? IS NULL OR o.created_at < ?) \
    AND (? IS NULL OR FIND_IN_SET(o.org_id, ?) > 0)
    """
  private static let countSQL = SQL(
    "production_order.count", "SELECT COUNT(*) FROM production_order o WHERE \(conditions)")
  private static let listSQL: [String: SQL] = {
    func statement(_ name: StaticString, _ order: String) -> SQL {
      SQL(
        name,
        """
        SELECT \(ProductionQueries.columns) FROM production_order o WHERE \(conditions) \
        ORDER BY \(order) LIMIT ? OFFSET ?
        """)
    }
    return [
      "-created_at": statement("production_order.list_newest", "o.mo_id DESC"),
      "created_at": statement("production_order.list_oldest", "o.mo_id"),
      "planned_start": statement(
        "production_order.list_planned", "o.planned_start IS NULL, o.planned_start, o.mo_id"),
      "-planned_start": statement(
        "production_order.list_planned_down", "o.planned_start DESC, o.mo_id DESC"),
    ]
  }()

  static func read(_ call: Call, _ query: ProductionListQuery) throws -> Page<ProductionSummary> {
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
      row throws(DatabaseError) in ProductionSummary(order: try ProductionQueries.order(row))
    }
    return Page(rows, of: total, page)
  }

  private static func values(
    _ query: ProductionListQuery, scope: OrganisationScope
  ) -> [SQLValue] {
    let organisations = scope.limitedTo.map { $0.map(String.init).joined(separator: ",") }
    let single: [SQLValue] = [
      .of(query.skuID), .of(query.warehouseID), .of(query.status?.rawValue),
      .of(query.materialStatus?.rawValue), .of(query.from), .of(query.to), .of(organisations),
    ]
    return single.flatMap { [$0, $0] }
  }
}
