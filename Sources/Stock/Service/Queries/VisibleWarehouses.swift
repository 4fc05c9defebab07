import Kernel
import MariaDBClient
import WebAPI

/// The warehouses that a list shows: the one that was asked for, or all that the caller sees.
struct VisibleWarehouses {
  /// For `IDFilter`; nil for every warehouse.
  let ids: [Int64]?

  private static let idsSQL = SQL(
    "stock_warehouse.visible",
    """
    SELECT warehouse_id FROM stock_warehouse \
    WHERE org_id IS NULL OR FIND_IN_SET(org_id, ?) ORDER BY warehouse_id
    """)

  /// Throws `warehouseNotFound` when the one that was asked for is not there for the caller.
  init(_ warehouseID: Int64?, _ call: Call) throws {
    if let warehouseID {
      try call.requireWarehouse(warehouseID)
      ids = [warehouseID]
    } else if let organisations = call.caller.scope.idList {
      ids = try call.database.query(Self.idsSQL, [.text(organisations)]) {
        row throws(DatabaseError) in try row.int()
      }
    } else {
      ids = nil
    }
  }
}
