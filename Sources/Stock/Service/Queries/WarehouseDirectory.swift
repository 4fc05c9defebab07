import MariaDBClient
import StockDomain
import Synchronization
import WebAPI

/// The warehouses that this process has seen, with their organisations.
///
/// No call changes or removes a warehouse, so what was read once stays true; only one that is not
/// known yet costs a round trip. Thread-safe.
enum WarehouseDirectory {
  private static let organisationOfWarehouse = Mutex<[Int64: Int64?]>([:])

  private static let readSQL = SQL(
    "stock_warehouse.organisation", "SELECT org_id FROM stock_warehouse WHERE warehouse_id = ?")

  /// Throws `warehouseNotFound` also for a warehouse that the caller must not see.
  static func require(
    _ warehouseID: Int64, scope: OrganisationScope, on database: DatabaseConnection
  ) throws {
    let organisation = try owner(of: warehouseID, on: database)
    // A warehouse without an organisation is shared.
    if let organisation, !scope.contains(organisation) { throw StockRefusal.warehouseNotFound }
  }

  /// Whether it has no organisation.
  static func isShared(
    _ warehouseID: Int64, on database: DatabaseConnection
  ) throws -> Bool {
    try owner(of: warehouseID, on: database) == nil
  }

  /// Its organisation; nil: it has none. Throws `warehouseNotFound`.
  static func owner(
    of warehouseID: Int64, on database: DatabaseConnection
  ) throws -> Int64? {
    guard let organisation = try organisation(of: warehouseID, on: database) else {
      throw StockRefusal.warehouseNotFound
    }
    return organisation
  }

  /// Nil: no such warehouse. Nil inside: it has no organisation.
  private static func organisation(
    of warehouseID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> Int64?? {
    if let known = organisationOfWarehouse.withLock({ $0[warehouseID] }) { return .some(known) }
    let found = try database.first(readSQL, [.int(warehouseID)]) {
      row throws(DatabaseError) in try row.intOrNil()
    }
    guard let found else { return nil }
    organisationOfWarehouse.withLock { $0[warehouseID] = .some(found) }
    return .some(found)
  }
}
