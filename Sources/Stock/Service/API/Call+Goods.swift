package import Kernel
package import Transactions
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

  /// The warehouse of a document that belongs to the caller: the one that is named, else the one
  /// assigned to the caller's organisation; of who acts for the whole house the default one.
  /// - Throws: `warehouseNotFound` for one that is named and not there for the caller
  package func warehouse(_ named: Int64?, for purpose: StockPurpose) throws -> Int64 {
    if let named {
      try WarehouseDirectory.require(named, scope: caller.scope, on: database)
      return named
    }
    if caller.scope.isWholeHouse { return StockAPI.defaultWarehouse }
    return try StockAPI.warehouse(
      for: purpose, organisation: caller.organisationID, on: database)
  }

  /// Within what the number of a goods document is unique: its warehouse, and in one that
  /// organisations share also the organisation.
  /// - Parameters:
  ///   - warehouse: of a transfer the one that the goods leave
  ///   - organisation: of the order that it belongs to; nil: the caller's own
  package func documentScope(
    in warehouse: Int64, organisation: Int64? = nil
  ) throws -> DocumentScope {
    let isShared = try WarehouseDirectory.isShared(warehouse, on: database)
    return .warehouse(
      warehouse, sharedBy: isShared ? organisation ?? caller.organisationID : nil)
  }

  /// Shows the new levels at the stock gate once they are committed.
  package func showLevels(_ balances: [StockBalance]) {
    afterCommit { StockAPI.publishCounters(balances, to: $0) }
  }
}
