import Synchronization

/// The services that orders of this process have noted as used at the item centre.
///
/// A SKU in use is never deleted, so what was noted once stays true, and the next order with the
/// same delivery fee need not write the one row that all such orders would wait for. Thread-safe.
enum ServiceSKUs {
  /// A house has a handful; more than this are noted again each time.
  private static let maximum = 10_000
  private static let known = Mutex<Set<Int64>>([])

  /// Those that are still to be noted, in ascending order.
  static func unnoted(among skuIDs: Set<Int64>) -> [Int64] {
    known.withLock { known in skuIDs.filter { !known.contains($0) } }.sorted()
  }

  /// They are noted, and that is committed.
  static func remember(_ skuIDs: [Int64]) {
    known.withLock { known in
      if known.count + skuIDs.count <= maximum { known.formUnion(skuIDs) }
    }
  }
}
