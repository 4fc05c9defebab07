package import WebAPI

/// What every call that moves goods does alike, in whichever centre.
extension Call {
  /// The document that moves the goods.
  package func stockDocument(
    _ type: StockReferenceType, _ number: String, origin: StockOrigin? = nil
  ) -> StockReference {
    StockReference(type, number, userID: caller.userID, requestID: requestID, origin: origin)
  }

  /// Shows the new levels at the stock gate once they are committed.
  package func showLevels(_ balances: [StockBalance]) {
    afterCommit { StockAPI.publishCounters(balances, to: $0) }
  }
}
