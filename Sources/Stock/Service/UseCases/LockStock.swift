/// `POST /stock/lock`: goods are kept for somebody, for a while.
///
/// For one line: begin, claim, facts, lock rows, change, insert the lock, outbox, complete the
/// claim, audit, commit: 10 round trips to MariaDB; one to Redis before and one after.
enum LockStock {
  static func run(_ call: Call, _ request: LockStockRequest) throws -> Recorded<LockAnswer> {
    let warehouse = try call.warehouse(request.warehouseID, for: .sale)
    do {
      return try lock(request, in: warehouse, call)
    } catch let problem as Problem {
      guard problem.kind == .documentConflict, request.warehouseID == nil else { throw problem }
      // Another warehouse may be assigned by now than when this lock was taken.
      let places = try call.named(request.number) {
        try LockQueries.places(of: $0, owner: .api, on: call.database)
      }
      guard
        let first = places.first(where: { $0.organisationID == call.caller.organisationID }),
        first.warehouseID != warehouse
      else { throw problem }
      return try lock(request, in: first.warehouseID, call)
    }
  }

  private static func lock(
    _ request: LockStockRequest, in warehouse: Int64, _ call: Call
  ) throws -> Recorded<LockAnswer> {
    let lines = try request.lines.summed()
    let organisationID = call.caller.organisationID
    return try call.once(
      "stock.lock", request.number, scope: .organisation(organisationID),
      contents: DocumentContents.goods(["\(warehouse)", "\(request.seconds)"], lines),
      again: {
        LockAnswer(
          request.number,
          try call.named(request.number) {
            try LockQueries.state(of: $0, organisationID: organisationID, on: call.database)
          })
      }
    ) {
      let hold = try call.telling(request.lines) {
        try SoldOutGate.guarding(
          lines, warehouse: warehouse, facts: { try call.facts(of: request.lines) }, in: call
        ) {
          try StockAPI.hold(
            lines, warehouse: warehouse, facts: call.facts(of: request.lines), on: call.database)
        }
      }
      let record = try StockAPI.record(
        hold, reference: request.number, owner: .api, organisationID: organisationID,
        expiresInSeconds: request.seconds == 0 ? nil : request.seconds, on: call.database)
      try call.publish([record.event], hold.balances)
      return LockAnswer(request.number, record.expiresAt, hold)
    }
  }
}

/// `POST /stock/unlock`: locked goods are free again, all or some.
///
/// Everything can be released only once. Some of it needs a number, so that a repeat releases no
/// more: `unlock_no`, or the client's `Idempotency-Key`. 8 round trips: begin, lock the lock, lock
/// rows, change, write the lock, outbox, audit, commit; 2 more with a number; 4 when nothing is
/// held.
enum UnlockStock {
  static func run(_ call: Call, _ request: UnlockStockRequest) throws -> Recorded<UnlockAnswer> {
    let lines = try request.lines?.summed()
    guard let number = request.unlockNumber else {
      return Recorded(try release(call, request, lines))
    }
    let contents = DocumentContents.goods(
      [request.number, lines == nil ? "all" : "some"], lines ?? [])
    let place = try LockAccess.place(of: request.number, of: request.organisationID, call)
    let owner = place?.organisationID ?? 0
    let scope = DocumentScope.organisation(owner > 0 ? owner : call.caller.organisationID)
    return try call.once("stock.unlock", number, scope: scope, contents: contents) {
      try release(call, request, lines)
    }
  }

  private static func release(
    _ call: Call, _ request: UnlockStockRequest, _ lines: [StockLine]?
  ) throws -> UnlockAnswer {
    let lock = try LockAccess.take(request.number, of: request.organisationID, call)
    let parts =
      if let lines { lock.holding.atMost(try lines.totals()) } else { lock.holding.all() }
    let release = try StockLocks.release(parts, of: lock, as: .released, on: call.database)
    if let event = release.event { try call.publish([event], release.balances) }
    return UnlockAnswer(number: request.number, released: release.released)
  }
}
