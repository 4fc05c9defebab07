/// `POST /stock/out`: goods leave, either what is available or what a lock holds.
///
/// For one line 12 round trips, as goods coming in; 13 out of a lock, one more where its warehouse
/// is not named.
enum IssueStock {
  static func run(_ call: Call, _ request: IssueStockRequest) throws -> Recorded<PostedMoves> {
    if request.type == .production || request.type == .return {
      try ReservedNumbers.refuse(request.number)
    }
    let lines = try request.lines.summed()
    let document = document(request, lines)
    let place = try place(of: request, document, call)
    return try call.post(document, in: place) { date in
      if request.type == .sale { try ReservedNumbers.refuseOrders(request.number) }
      let origin = try request.receiptNumber.map {
        try SupplierReturn.origin($0, documentID: request.receiptID, call)
      }
      let reference = call.stockDocument(
        document.type, document.number, origin: origin, occurredAt: date)
      return try call.telling(request.lines) {
        if let lockNumber = request.lockNumber {
          return try issue(lines, outOf: lockNumber, request, for: reference, call)
        }
        let posting = try StockAPI.withdraw(
          lines, warehouse: place, facts: call.facts(of: request.lines), for: reference,
          on: call.database)
        if let origin { try SupplierReturn.requireLeft(of: origin, on: call.database) }
        return posting
      }
    }
  }

  private static func document(
    _ request: IssueStockRequest, _ lines: [StockLine]
  ) -> GoodsDocument {
    GoodsDocument(
      kind: "stock.out.\(request.type.rawValue)", number: request.number,
      type: request.type, direction: .out, occurredAt: request.occurredAt
    ) { place in
      // A document that names a lock and no warehouse means the lock's.
      let isOfLock = request.lockNumber != nil && request.warehouseID == nil
      return DocumentContents.goods(
        [isOfLock ? "" : "\(place)", request.lockNumber ?? ""]
          + (request.receiptNumber.map { ["receipt:\($0)"] } ?? [])
          + request.occurredAt.documentContents, lines)
    }
  }

  /// Where the goods leave: where the lock's lie, of a document that names a lock and no warehouse.
  private static func place(
    of request: IssueStockRequest, _ document: GoodsDocument, _ call: Call
  ) throws -> Int64 {
    guard let number = request.lockNumber, request.warehouseID == nil else {
      return try call.warehouse(request.warehouseID, for: .sale, of: document)
    }
    if let place = try LockAccess.place(of: number, of: request.lockOrganisationID, call) {
      return place.warehouseID
    }
    return try LockAccess.take(number, of: request.lockOrganisationID, call).warehouseID
  }

  private static func issue(
    _ lines: [StockLine], outOf number: String, _ request: IssueStockRequest,
    for document: StockReference, _ call: Call
  ) throws -> StockPosting {
    let lock = try LockAccess.take(number, of: request.lockOrganisationID, call)
    // A lock somewhere else is not the one that was meant.
    if let warehouse = request.warehouseID, warehouse != lock.warehouseID {
      throw StockRefusal.lockNotFound
    }
    let wanted = try lines.totals()
    guard let parts = lock.holding.exactly(wanted) else {
      throw LockAccess.shortage(wanted, lock)
    }
    if lock.hasExpired { throw StockRefusal.lockExpired }
    return try StockLocks.issue(lines, parts, of: lock, for: document, on: call.database)
  }
}

/// Goods that go back to a supplier by `POST /stock/out`, and name the `/stock/in` of type
/// `purchase` that brought them: they leave at what that costs (contract 2, A).
private enum SupplierReturn {
  /// The receipt that a call means by its number, and by its id where several have that. 1 round
  /// trip.
  /// - Throws: `receiptNotFound` also for one that the caller does not see, `document.ambiguous`
  static func origin(_ number: String, documentID: Int64?, _ call: Call) throws -> StockOrigin {
    let visible = try DocumentQueries.receipts(number, on: call.database)
      .filter { try isVisible($0, call) }
    let named = documentID.map { id in visible.filter { $0.documentID == id } } ?? visible
    guard let receipt = try call.meant(among: named, { $0 }) else {
      throw StockRefusal.receiptNotFound
    }
    return StockOrigin(.purchase, number, documentID: receipt.documentID)
  }

  /// A document of nobody is seen by whoever sees its warehouse.
  private static func isVisible(_ document: DocumentCandidate, _ call: Call) throws -> Bool {
    if let organisationID = document.organisationID {
      return call.caller.scope.contains(organisationID)
    }
    guard let warehouse = document.warehouseID else { return true }
    return try call.seesWarehouse(warehouse)
  }

  /// Refuses what the receipt did not bring, or others have sent back. The goods have left in this
  /// transaction, which holds the numbers of their SKUs' moves, so nobody else takes of it now. 1
  /// round trip.
  static func requireLeft(of origin: StockOrigin, on database: DatabaseConnection) throws {
    guard let documentID = origin.documentID else { return }
    let overdrawn = try DocumentQueries.overdrawn(documentID, on: database)
    if !overdrawn.isEmpty { throw StockRefusal.overReturn(overdrawn) }
  }
}
