/// Why a rule says no to something about a till.
package enum PosRefusal: Error, Equatable, Sendable {
  case deviceNotFound
  case saleNotFound
  case storeNotFound
  /// The device is registered for another store.
  case otherStore
  case alreadyApplied
  case skipped
}

/// Why a sale is not in the books. The raw value is the stable name that tills switch on.
package enum SyncFault: String, CaseIterable, Sendable {
  /// A field of the entry is faulty.
  case invalid = "request.invalid"
  /// The client's number has been used, for another sale.
  case contentsDiffer = "document.conflict"
  /// The device's number has been used, for another client's number.
  case sequenceTaken = "pos.sequence_taken"
  /// Somebody has skipped the number.
  case skipped = "pos.skipped"
  case skuNotFound = "order.sku_not_found"
  case amountMismatch = "order.amount_mismatch"
  case payableTooHigh = "pos.payable_too_high"
  case amountOutOfRange = "order.amount_out_of_range"
  /// Base units cannot hold the quantity of a unit that is a part of one.
  case quantityNotExact = "pos.quantity_not_exact"
  case pointsNotTaken = "pos.points_not_taken"
  case soldAtOutOfRange = "pos.sold_at_out_of_range"
  /// It was sold in an accounting period that is closed.
  case periodClosed = "period.closed"
  /// Nobody knows why: for people to look into.
  case unknown = "internal"
}
