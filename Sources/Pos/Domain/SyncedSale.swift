/// One number of a device, and what became of it.
package struct SyncedSale: Equatable, Sendable {
  package let sequence: Int64
  package let status: SyncedSaleStatus
  /// As it was sent; nil for a number that was skipped before anything came.
  package let clientID: String?
  /// False for a client's number that belongs to another row.
  package let ownsClientID: Bool
  package let contentHash: [UInt8]?
  package let orderNumber: String?
  /// A stable name, for one that failed.
  package let error: String?
  /// In words: what exactly failed, or why it was skipped.
  package let reason: String?
  /// Of a skipped number: that it may come after all.
  package let isReopened: Bool

  package init(
    sequence: Int64, status: SyncedSaleStatus, clientID: String?, ownsClientID: Bool,
    contentHash: [UInt8]?, orderNumber: String?, error: String?, reason: String?,
    isReopened: Bool
  ) {
    self.sequence = sequence
    self.status = status
    self.clientID = clientID
    self.ownsClientID = ownsClientID
    self.contentHash = contentHash
    self.orderNumber = orderNumber
    self.error = error
    self.reason = reason
    self.isReopened = isReopened
  }

  /// What is known of it when another sale arrives.
  package var known: SaleArrival.Known {
    SaleArrival.Known(
      status: status, clientID: clientID, contentHash: contentHash, isReopened: isReopened)
  }

  /// The stable name of what is wrong; nil when nothing is.
  package var faultName: String? {
    switch status {
    case .skipped: SyncFault.skipped.rawValue
    case .failed: error ?? SyncFault.unknown.rawValue
    case .waiting, .applied, .repeated: nil
    }
  }
}

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
