import Kernel

/// Whose a lock is, and where its goods lie.
struct LockPlace: Hashable {
  /// 0 for a lock of before that belongs to whoever sees its warehouse.
  let organisationID: Int64
  let warehouseID: Int64
}

/// How a line of a lock stands now.
struct LockState {
  let skuID: Int64
  let quantity: Quantity
  let held: Quantity
  /// A `LockStore.Status` as stored.
  let status: String
  let expiresAt: Instant?
  /// By the database's clock.
  let hasExpired: Bool
  let warehouseID: Int64
  let available: Quantity
}

extension [LockState] {
  /// What became of the lock as a whole: held while a line is, unless its time has passed; then
  /// issued where goods left.
  var status: LockStore.Status {
    let all = Set(map(\.status))
    if all.contains(LockStore.Status.held.rawValue) {
      return contains(where: \.hasExpired) ? .expired : .held
    }
    return [.issued, .expired].first { all.contains($0.rawValue) } ?? .released
  }
}
