import MariaDBClient
import ProductionDomain
import WebAPI

/// `GET /mo/list`
enum ProductionList {
  private static let listSQL = ListSQL(
    "production_order.list", select: ProductionQueries.columns,
    """
    FROM production_order o WHERE (? IS NULL OR o.sku_id = ?) \
    AND (? IS NULL OR o.warehouse_id = ?) AND (? IS NULL OR o.status = ?) \
    AND (? IS NULL OR o.material_status = ?) AND (? IS NULL OR o.created_at >= ?) \
    AND (? IS NULL OR o.created_at < ?) AND \(IDFilter.condition("o.org_id"))
    """,
    orders: [
      "-created_at": "o.mo_id DESC", "created_at": "o.mo_id",
      "planned_start": "o.planned_start IS NULL, o.planned_start, o.mo_id",
      "-planned_start": "o.planned_start DESC, o.mo_id DESC",
    ])

  static func read(_ call: Call, _ query: ProductionFilter) throws -> Page<ProductionSummary> {
    let filters: [SQLValue] = .filters(
      query.skuID, query.warehouseID, query.status?.rawValue, query.materialStatus?.rawValue,
      query.from, query.to)
    return try listSQL.page(
      query.listing, filters + .anyOf(call.caller.scope.limitedTo), on: call.database
    ) {
      row throws(DatabaseError) in ProductionSummary(order: try ProductionQueries.order(row))
    }
  }
}
