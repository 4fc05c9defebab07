package import EventModel

/// What lies of one SKU in one warehouse, as of a version of its row.
package struct StockBalance: Hashable, Sendable {
  let key: StockKey
  let level: StockLevel
  /// Counts the row's changes; 0 for a row that does not exist yet.
  package let version: Int64

  package var skuID: Int64 { key.skuID }
  package var warehouseID: Int64 { key.warehouseID }
}

/// A row of the ledger: goods that came or, with a negative quantity, left.
package struct StockMove: Hashable, Sendable {
  package let moveID: Int64
  /// The document that moved it.
  package let documentID: Int64
  let key: StockKey
  package let quantity: Quantity
  /// The warehouse's level after the move.
  let level: StockLevel
  /// 1, 2, 3 … per SKU without a gap, over all warehouses.
  package let sequence: Int64
  package let unitCost: UnitCost?
  package let batchNumber: String?

  package var skuID: Int64 { key.skuID }
  package var warehouseID: Int64 { key.warehouseID }
  package var onHand: Quantity { level.onHand }
  package var locked: Quantity { level.locked }
  package var available: Quantity { level.available }
}

/// Whom locked goods are kept for.
package enum LockOwner: String, CaseIterable, Sendable {
  /// Somebody who called `POST /stock/lock`; given up when its time has passed.
  case api
  /// An order: it alone releases or consumes its lock.
  case order
}

/// Goods that are locked in the books, but nothing says yet for whom: write that in the same
/// transaction with `StockAPI.record`.
package struct StockHold: Sendable {
  package let warehouseID: Int64
  /// One for each SKU.
  package let lines: [StockLine]
  /// After the hold; publish them when the transaction has committed.
  package let balances: [StockBalance]
  /// The database's clock at the hold.
  package let heldAt: Instant
}

/// A lock that has an owner.
package struct StockLockRecord: Sendable {
  /// Nil: until it is released.
  package let expiresAt: Instant?
  package let event: StockChanged
}

/// What became of a lock that was given up.
package struct StockRelease: Sendable {
  /// What was still held, and is free now; empty when nothing was.
  package let released: [StockLine]
  package let balances: [StockBalance]
  /// Nil when nothing was held.
  package let event: StockChanged?
}

/// What a document that moved goods did.
package struct StockPosting: Sendable {
  package let document: StockReference
  /// Nil when nothing moved: then no such document is kept.
  package let documentID: Int64?
  package let moves: [StockMove]
  /// After the document; publish them when the transaction has committed.
  package let balances: [StockBalance]
  /// To be appended to the outbox in the same transaction.
  package let events: [any EventPayload]
}

/// A lock whose goods are to leave, and the document that takes them.
package struct LockIssue: Sendable {
  package let lock: String
  package let document: StockReference
  /// Where the transaction takes goods of the lock in afterwards: those stock rows are locked in
  /// the same sweep. Nil: nowhere else.
  package let returning: Int64?

  package init(lock: String, document: StockReference, returning: Int64? = nil) {
    self.lock = lock
    self.document = document
    self.returning = returning
  }
}

/// What an order's lock still holds of one SKU.
package struct StockLockLine: Hashable, Sendable {
  package let skuID: Int64
  package let warehouseID: Int64
  package let quantity: Quantity
  package let held: Quantity
  package let issued: Quantity
}

/// What a sale that had happened did to stock.
package struct SoldPosting: Sendable {
  package let posting: StockPosting
  /// The books lacked some of the goods.
  package let isOversold: Bool
}

extension StockRelease {
  /// Nothing was held.
  static let nothing = StockRelease(released: [], balances: [], event: nil)
}

extension StockPosting {
  /// A document that moved nothing.
  static func nothing(for document: StockReference) -> StockPosting {
    StockPosting(document: document, documentID: nil, moves: [], balances: [], events: [])
  }
}

extension [StockPosting] {
  /// The posting of the only document there was, also when it moved nothing.
  func only(_ document: StockReference) -> StockPosting { first ?? .nothing(for: document) }
}

extension [StockBalance] {
  /// Of each row the newest, in ascending order.
  func latest() -> [StockBalance] {
    if count < 2 { return self }
    let newest = Dictionary(map { ($0.key, $0) }) { $0.version >= $1.version ? $0 : $1 }
    return newest.sorted { $0.key < $1.key }.map(\.value)
  }
}
