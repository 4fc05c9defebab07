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
    do {
      try call.requireWarehouse(lock.warehouseID)
    } catch StockRefusal.warehouseNotFound {
      throw StockRefusal.lockNotFound
    }
    return lock
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
