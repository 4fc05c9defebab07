package import Kernel
package import WebAPI

/// What every call that moves goods does alike, in whichever centre.
extension Call {
  /// The document that moves the goods.
  /// - Parameters:
  ///   - organisation: of the order that it belongs to; nil: the caller's own
  ///   - occurredAt: see `documentDate`
  package func stockDocument(
    _ type: StockReferenceType, _ number: String, organisation: Int64? = nil,
    origin: StockOrigin? = nil, occurredAt: Instant? = nil
  ) -> StockReference {
    StockReference(
      type, number, userID: caller.userID, requestID: requestID,
      organisation: organisation ?? caller.organisationID, origin: origin,
      occurredAt: occurredAt)
  }

  /// Shows the new levels at the stock gate once they are committed.
  package func showLevels(_ balances: [StockBalance]) {
    afterCommit { StockAPI.publishCounters(balances, to: $0) }
  }
}
