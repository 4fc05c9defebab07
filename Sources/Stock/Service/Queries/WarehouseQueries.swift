import UserService

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

/// `GET /stock/warehouse/list`: the warehouses that the caller sees.
enum WarehouseList {
  private static let listSQL = ListSQL(
    "stock_warehouse.list", select: "warehouse_id, code, name, org_id",
    "FROM stock_warehouse WHERE ? IS NULL OR org_id IS NULL OR FIND_IN_SET(org_id, ?)",
    orders: [
      "warehouse_id": "warehouse_id", "-warehouse_id": "warehouse_id DESC",
      "created_at": "warehouse_id", "-created_at": "warehouse_id DESC",
    ])

  static func run(_ call: Call, _ filter: WarehouseFilter) throws -> Page<WarehouseAnswer> {
    try listSQL.page(filter.listing, .filters(call.caller.scope.idList), on: call.database) {
      row throws(DatabaseError) in
      WarehouseAnswer(
        warehouseID: try row.int(), code: try row.text(), name: try row.text(),
        organisationID: try row.intOrNil())
    }
  }
}

/// `GET /stock/warehouse/of`: the warehouses that an organisation's documents mean that name none.
enum AssignmentQuery {
  private static let namesSQL = SQL(
    "stock_warehouse.names",
    "SELECT warehouse_id, code, name FROM stock_warehouse WHERE warehouse_id IN (?, ?, ?)")

  static func run(_ call: Call, _ filter: AssignmentFilter) throws -> [AssignedWarehouse] {
    let organisationID = filter.organisationID ?? call.caller.organisationID
    _ = try line(of: organisationID, call)
    return try answer(organisationID, on: call.database)
  }

  /// An organisation of the caller's and those above it.
  static func line(of organisationID: Int64, _ call: Call) throws -> [Int64] {
    guard call.caller.scope.contains(organisationID),
      let line = try UserAPI.line(of: organisationID, on: call.database)
    else { throw StockRefusal.organisationNotFound }
    return line
  }

  /// One for each purpose, as the tables have it now. 2 round trips.
  static func answer(
    _ organisationID: Int64, on database: DatabaseConnection
  ) throws -> [AssignedWarehouse] {
    let assigned = try AssignmentBoard.read(organisationID, on: database)
    let places = StockPurpose.allCases.map { ($0, assigned[$0] ?? .byDefault) }
    let rows = try database.query(namesSQL, places.map { .int($1.warehouseID) }) {
      row throws(DatabaseError) in
      (id: try row.int(), code: try row.text(), name: try row.text())
    }
    return places.compactMap { purpose, place in
      rows.first { $0.id == place.warehouseID }.map {
        AssignedWarehouse(
          purpose: purpose, warehouseID: $0.id, code: $0.code, name: $0.name,
          assignedTo: place.organisationID)
      }
    }
  }
}
