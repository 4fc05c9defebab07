import Kernel
import MariaDBClient
import WebAPI

/// `GET /stock/warehouse/list`: the warehouses that the caller sees.
enum WarehouseListQuery {
  struct Filter: RequestBody {
    let listing: Listing

    init(from fields: inout Fields) {
      listing = fields.listing(sorts: ["warehouse_id"])
    }
  }

  private static let condition =
    "WHERE ? IS NULL OR org_id IS NULL OR FIND_IN_SET(org_id, ?)"

  private static func pageText(_ order: String) -> String {
    """
    SELECT warehouse_id, code, name, org_id FROM stock_warehouse \(condition) \
    ORDER BY warehouse_id \(order) LIMIT ? OFFSET ?
    """
  }

  private static let ascendingSQL = SQL("stock_warehouse.list", pageText("ASC"))
  private static let descendingSQL = SQL("stock_warehouse.list_descending", pageText("DESC"))
  private static let countSQL = SQL(
    "stock_warehouse.count", "SELECT COUNT(*) FROM stock_warehouse \(condition)")

  static func run(_ call: Call, _ filter: Filter) throws -> Page<WarehouseAnswer> {
    let scope = SQLValue.of(call.caller.scope.limitedTo.map(VisibleWarehouses.list))
    let page = filter.listing.page
    let items = try call.database.query(
      filter.listing.isDescending ? descendingSQL : ascendingSQL,
      [scope, scope, .int(Int64(page.size)), .int(Int64(page.offset))]
    ) { (row) throws(DatabaseError) in
      WarehouseAnswer(
        warehouseID: try row.int(0), code: try row.text(1), name: try row.text(2),
        organisationID: try row.intOrNil(3))
    }
    let total = try call.database.first(countSQL, [scope, scope]) {
      (row) throws(DatabaseError) in try row.int(0)
    }
    return Page(items, of: total ?? 0, page)
  }
}
