/// Finds the lock that a call names; 404 outside the caller's organisations (contract part 2,
/// section A, "locks").
enum LockAccess {
  /// Locks the lock's rows. Orders' locks are theirs alone.
  /// - Parameter organisationID: says whose lock is meant, where several have its number
  /// - Throws: `lockNotFound`, `lockOwned`, `document.ambiguous`
  static func take(
    _ number: String, of organisationID: Int64?, _ call: Call
  ) throws -> LockStore.Lock {
    let locks = try call.named(number) {
      try LockStore.forUpdate([$0], owner: .api, on: call.database)
    }
    let places = locks.map {
      LockPlace(organisationID: $0.organisationID, warehouseID: $0.warehouseID)
    }
    let place = try meant(places, organisationID, call)
    if let lock = zip(locks, places).first(where: { $1 == place })?.0 { return lock }
    let orders = try LockQueries.places(of: number, owner: .order, on: call.database)
    throw orders.contains { call.caller.scope.contains($0.organisationID) }
      ? StockRefusal.lockOwned : StockRefusal.lockNotFound
  }

  /// Where the lock's goods lie, before a document's natural key is looked at: the document's first
  /// answer is for those alone who may see the lock. Locks nothing; 1 round trip.
  /// - Returns: nil for a lock that is not there, which is left to `take`
  /// - Throws: `lockNotFound` where only others have such a lock, `document.ambiguous`
  static func place(
    of number: String, of organisationID: Int64?, _ call: Call
  ) throws -> LockPlace? {
    let places = try call.named(number) {
      try LockQueries.places(of: $0, owner: .api, on: call.database)
    }
    if places.isEmpty { return nil }
    guard let place = try meant(places, organisationID, call) else {
      throw StockRefusal.lockNotFound
    }
    return place
  }

  private static func meant(
    _ places: [LockPlace], _ organisationID: Int64?, _ call: Call
  ) throws -> LockPlace? {
    let visible = try places.filter { place in
      if let organisationID, place.organisationID != organisationID { return false }
      if place.organisationID > 0 { return call.caller.scope.contains(place.organisationID) }
      return try call.seesWarehouse(place.warehouseID)
    }
    return try call.meant(among: visible) { place in
      DocumentCandidate(
        documentID: nil, organisationID: place.organisationID > 0 ? place.organisationID : nil,
        warehouseID: place.warehouseID)
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
          StockKey(skuID: skuID, warehouseID: lock.warehouseID), name: nil, requested: quantity,
          .unlocked(lock.holding.held(of: skuID)), version: 0)
      })
  }
}
