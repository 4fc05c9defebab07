import Kernel
import MariaDBClient
import WebAPI

/// The warehouses that a list shows: the one that was asked for, or all that the caller sees.
struct VisibleWarehouses {
  /// Ids between commas for FIND_IN_SET; null for every warehouse.
  let filter: SQLValue

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
      filter = .text("\(warehouseID)")
    } else if let organisations = call.caller.scope.idList {
      let ids = try call.database.query(Self.idsSQL, [.text(organisations)]) {
        (row) throws(DatabaseError) in try row.int(0)
      }
      filter = .text(ids.map(String.init).joined(separator: ","))
    } else {
      filter = .null
    }
  }
}

extension VisibleWarehouses {
  /// The condition on a column; `filter` stands for both of its values.
  static func condition(_ column: String) -> String {
    "(? IS NULL OR FIND_IN_SET(\(column), ?))"
  }
}
