package import RedisClient

/// The stock centre's door for other centres, called in process and inside their transaction.
///
/// Every function runs on the caller's connection and throws `StockRefusal` when a rule says no,
/// `DatabaseError` when the database does. None of them begins or ends a transaction. They lock
/// rows in the house's order: lock lines, then stock rows by SKU and warehouse, then the numbers
/// of moves by SKU. Round trips are given for up to 20 lines.
///
/// Here stand the warehouses and the gate's counters. What locks goods is in `StockLocks.swift`,
/// what moves them in `StockMovements.swift`, what only reads in `LevelQueries.swift` and
/// `LockQueries.swift`.
package enum StockAPI {
  /// The warehouse of those that have none assigned.
  package static let defaultWarehouse: Int64 = 1

  /// Checks that there is such a warehouse, and that the caller may see it. No round trip once
  /// this process has seen it: a warehouse never changes.
  package static func requireWarehouse(
    _ warehouseID: Int64, scope: OrganisationScope, on database: DatabaseConnection
  ) throws {
    try WarehouseDirectory.require(warehouseID, scope: scope, on: database)
  }

  /// The warehouse that an organisation's documents mean when they name none: the one assigned to
  /// it, else to the nearest organisation above it that has one, else the default one. A change is
  /// in force within a second. No round trip while this process knows it.
  package static func warehouse(
    for purpose: StockPurpose, organisationID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> Int64 {
    try AssignmentBoard.place(for: purpose, of: organisationID, on: database).warehouseID
  }

  /// The warehouse assigned to an organisation itself, whatever those above it have; nil: none is.
  package static func ownWarehouse(
    for purpose: StockPurpose, organisationID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> Int64? {
    let place = try AssignmentBoard.place(for: purpose, of: organisationID, on: database)
    return place.organisationID == organisationID ? place.warehouseID : nil
  }

  /// Shows the new levels at the front gate; call it after the commit. Never throws: without
  /// Redis the gate stays open. 1 round trip to Redis.
  package static func publishCounters(_ balances: [StockBalance], to redis: RedisConnection) {
    SoldOutGate.publish(balances.latest(), to: redis)
  }
}
