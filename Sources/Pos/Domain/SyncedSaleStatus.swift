/// Where a number of a device stands. `pos_receipt.status` holds the raw value.
package enum SyncedSaleStatus: String, CaseIterable, Sendable {
  /// Stored, behind a gap or a fault that may pass.
  case waiting
  /// Its order is in the books.
  case applied
  /// Parked: it cannot pass as it is, and the later ones have gone on.
  case failed
  /// Somebody said that it will never come, or never pass.
  case skipped
  /// The same sale as under another number, sent once more: that one counts.
  case repeated

  /// Later sales need not wait for it.
  package var isSettled: Bool { self != .waiting }
}
