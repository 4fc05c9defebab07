import ItemService

/// What every call that moves goods does alike, in whichever centre.
extension Call {
  /// The document that moves the goods.
  /// - Parameters:
  ///   - organisationID: of the order that it belongs to; nil: the caller's own
  ///   - occurredAt: see `documentDate`
  package func stockDocument(
    _ type: StockReferenceType, _ number: String, organisationID: Int64? = nil,
    origin: StockOrigin? = nil, occurredAt: Instant? = nil
  ) -> StockReference {
    StockReference(
      type, number, userID: caller.userID, requestID: requestID,
      organisationID: organisationID ?? caller.organisationID, origin: origin,
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
      for: purpose, organisationID: caller.organisationID, on: database)
  }

  /// Within what the number of a goods document is unique: its warehouse, and in one that
  /// organisations share also the organisation.
  /// - Parameters:
  ///   - warehouse: of a transfer the one that the goods leave
  ///   - organisationID: of the order that it belongs to; nil: the caller's own
  package func documentScope(
    in warehouse: Int64, organisationID: Int64? = nil
  ) throws -> DocumentScope {
    let isShared = try WarehouseDirectory.isShared(warehouse, on: database)
    return .warehouse(
      warehouse, sharedBy: isShared ? organisationID ?? caller.organisationID : nil)
  }

  /// Shows the new levels at the stock gate once they are committed.
  package func showLevels(_ balances: [StockBalance]) {
    afterCommit { StockAPI.publishCounters(balances, to: $0) }
  }
}

extension [Int64: SKUInfo] {
  /// Refuses goods that are not there: all of them at once, with where the request names them.
  ///
  /// - Parameters:
  ///   - skuIDs: as the request's lines have them, in order
  ///   - field: the path of a line's SKU by the line's place
  package func requireKnown(
    _ skuIDs: [Int64], field: (Int) -> String = { "lines[\($0)].sku_id" }
  ) throws(Problem) {
    var problem = Problem(.stockSKUNotFound)
    for (index, skuID) in skuIDs.enumerated() where self[skuID] == nil {
      problem.add {
        $0.field("field", field(index))
        $0.field("sku_id", skuID)
      }
    }
    if !problem.details.isEmpty { throw problem }
  }

  /// Refuses SKUs that are unknown, that are services, or, unless `takesInactive`, that are
  /// inactive. Receipts and reservations need an active SKU; issuing existing stock is always
  /// allowed.
  package func requireGoods(
    _ skuIDs: some Sequence<Int64>, takesInactive: Bool = false
  ) throws(StockRefusal) {
    switch objection(to: skuIDs, takesInactive: takesInactive) {
    case nil: return
    case .unknown(let ids): throw .skuNotFound(ids)
    case .notStocked(let ids): throw .notStocked(ids)
    case .inactive(let ids): throw .skuInactive(ids)
    }
  }
}
