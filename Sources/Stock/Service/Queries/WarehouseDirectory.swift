import Synchronization

/// The warehouses that this process has seen, with their organisations.
///
/// No call changes or removes a warehouse, so what was read once stays true; only one that is not
/// known yet costs a round trip. Thread-safe.
enum WarehouseDirectory {
  private static let owners = Mutex<[Int64: Int64?]>([:])

  private static let readSQL = SQL(
    "stock_warehouse.organisation", "SELECT org_id FROM stock_warehouse WHERE warehouse_id = ?")

  /// Throws `warehouseNotFound` also for a warehouse that the caller must not see.
  static func require(
    _ warehouseID: Int64, scope: OrganisationScope, on database: DatabaseConnection
  ) throws {
    // A warehouse without an organisation is shared.
    if let owner = try owner(of: warehouseID, on: database), !scope.contains(owner) {
      throw StockRefusal.warehouseNotFound
    }
  }

  /// Whether it has no organisation.
  static func isShared(_ warehouseID: Int64, on database: DatabaseConnection) throws -> Bool {
    try owner(of: warehouseID, on: database) == nil
  }

  /// Its organisation; nil: it has none. Throws `warehouseNotFound`.
  static func owner(of warehouseID: Int64, on database: DatabaseConnection) throws -> Int64? {
    if let known = owners.withLock({ $0[warehouseID] }) { return known }
    let found = try database.first(readSQL, [.int(warehouseID)]) {
      row throws(DatabaseError) in try row.intOrNil()
    }
    guard let owner = found else { throw StockRefusal.warehouseNotFound }
    owners.withLock { $0[warehouseID] = .some(owner) }
    return owner
  }
}
