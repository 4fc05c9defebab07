import Kernel
import StockDomain
import WebAPI

/// Finding the lock that a call names, under the caller's eyes only.
enum LockAccess {
  /// Locks the lock's rows. Orders' locks are theirs alone; another organisation's do not exist.
  static func take(_ number: String, _ call: Call) throws -> LockStore.Lock {
    guard let lock = try LockStore.lock(number, owner: .api, on: call.database) else {
      let isOrders = try LockStore.exists(number, owner: .order, on: call.database)
      throw isOrders ? StockRefusal.lockOwned : StockRefusal.lockNotFound
    }
    try requireVisible(lock.warehouseID, call)
    return lock
  }

  /// Refuses a lock of another organisation before a document's natural key is looked at: its
  /// first answer is for those alone who may see the lock. Locks nothing; 1 round trip, none for a
  /// caller who sees everything. A lock that is not there is left to `take`.
  static func requireVisible(_ number: String, _ call: Call) throws {
    if call.caller.scope.limitedTo == nil { return }
    let warehouse = try LockStore.warehouse(of: number, owner: .api, on: call.database)
    if let warehouse { try requireVisible(warehouse, call) }
  }

  private static func requireVisible(_ warehouse: Int64, _ call: Call) throws {
    do {
      try call.requireWarehouse(warehouse)
    } catch StockRefusal.warehouseNotFound {
      throw StockRefusal.lockNotFound
    }
  }

  /// The refusal that names what the lock does not hold. A lock that has lost everything to the
  /// clock says so instead.
  static func shortage(_ wanted: [Int64: Quantity], _ lock: LockStore.Lock) -> StockRefusal {
    if lock.hasExpired { return .lockExpired }
    let missing = wanted.filter { $0.value > lock.holding.held(of: $0.key) }
    return .insufficient(
      missing.sorted { $0.key < $1.key }.map { skuID, quantity in
        StockShortage(
          skuID: skuID, warehouseID: lock.warehouseID, requested: quantity,
          available: lock.holding.held(of: skuID), locked: .zero, version: 0)
      })
  }
}
