package import EventCatalog
package import EventModel
import EventStream
package import Kernel

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
