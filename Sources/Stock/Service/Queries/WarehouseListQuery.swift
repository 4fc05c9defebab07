import MariaDBClient
import WebAPI

/// `GET /stock/warehouse/list`: the warehouses that the caller sees.
enum WarehouseListQuery {
  struct Filter: RequestBody {
    let listing: Listing

    init(from fields: inout Fields) {
      listing = fields.listing(sorts: ["warehouse_id", "-created_at"])
    }
  }

  private static let listSQL = ListSQL(
    "stock_warehouse.list", select: "warehouse_id, code, name, org_id",
    "FROM stock_warehouse WHERE ? IS NULL OR org_id IS NULL OR FIND_IN_SET(org_id, ?)",
    orders: [
      "warehouse_id": "warehouse_id", "-warehouse_id": "warehouse_id DESC",
      "created_at": "warehouse_id", "-created_at": "warehouse_id DESC",
    ])

  static func run(_ call: Call, _ filter: Filter) throws -> Page<WarehouseAnswer> {
    try listSQL.page(filter.listing, .filters(call.caller.scope.idList), on: call.database) {
      row throws(DatabaseError) in
      WarehouseAnswer(
        warehouseID: try row.int(), code: try row.text(), name: try row.text(),
        organisationID: try row.intOrNil())
    }
  }
}
