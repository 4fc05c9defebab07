package import ItemService

extension StockAPI {
  /// Locks goods: all of them or, with `StockRefusal.insufficient`, none. 2 round trips; one or two
  /// more only for a SKU that may fall below zero and was never there.
  ///
  /// - Parameters:
  ///   - lines: of the same SKU are summed
  ///   - facts: of every SKU in the lines; one without is refused as not found
  package static func hold(
    _ lines: [StockLine], warehouse: Int64, facts: [Int64: SKUInfo], on database: DatabaseConnection
  ) throws -> StockHold {
    let lines = try lines.map { StockLine(skuID: $0.skuID, quantity: $0.quantity) }.summed()
    let wanted = try lines.totals()
    try facts.requireGoods(wanted.keys)
    var book = try StockBook(forUpdate: wanted.keys, in: [warehouse], facts: facts, on: database)
    try book.require(wanted, in: warehouse)
    try book.create(wanted.keys.sorted(), in: warehouse, on: database)
    for line in lines {
      try book.apply(
        .locking(line.quantity), to: StockKey(skuID: line.skuID, warehouseID: warehouse))
    }
    let heldAt = try book.readAt ?? database.now()
    let balances = try book.write(on: database)
    return StockHold(warehouseID: warehouse, lines: lines, balances: balances, heldAt: heldAt)
  }

  /// Writes for whom a hold is, in the same transaction. 1 round trip.
  ///
  /// - Parameters:
  ///   - reference: the owner's number, such as an order number
  ///   - organisationID: whose lock it is, such as the order's store
  ///   - expiresInSeconds: from the moment of the hold by the database's clock; nil: until released
  package static func record(
    _ hold: StockHold, reference: String, owner: LockOwner, organisationID: Int64,
    expiresInSeconds: Int?, on database: DatabaseConnection
  ) throws -> StockLockRecord {
    let expiresAt = expiresInSeconds.map { hold.heldAt.adding(seconds: Int64($0)) }
    try LockStore.insert(
      hold, reference: reference, owner: owner, organisationID: organisationID,
      expiresAt: expiresAt, on: database)
    return StockLockRecord(
      expiresAt: expiresAt,
      event: StockEvents.changed(hold.balances, by: "lock", owner: owner, reference: reference))
  }

  /// Frees what a lock still holds; nothing, when nothing is held or there is no such lock.
  /// 4 round trips.
  package static func release(
    reference: String, owner: LockOwner, asExpired: Bool = false, on database: DatabaseConnection
  ) throws -> StockRelease {
    guard let lock = try LockStore.forUpdate([reference], owner: owner, on: database).first else {
      return .nothing
    }
    return try StockLocks.release(
      lock.holding.all(), of: lock, as: asExpired ? .expired : .released, on: database)
  }

  /// Takes everything that the locks still hold out of the warehouse, by lock. 8 round trips for
  /// up to 20 locks that name up to 20 SKUs in all. A lock that is not there, or holds nothing any
  /// more, has no entry.
  ///
  /// All rows are locked before any is changed, in the house's order: the locks, the stock rows of
  /// all of them, the numbers of the moves.
  package static func issue(
    _ issues: [LockIssue], owner: LockOwner, on database: DatabaseConnection
  ) throws -> [String: StockPosting] {
    let locks = Dictionary(
      try LockStore.forUpdate(issues.map(\.lock), owner: owner, on: database)
        .map { ($0.reference, $0) }, uniquingKeysWith: { first, _ in first })
    let held = issues.compactMap { issue -> (LockStore.Lock, [LockHolding.Part], LockIssue)? in
      guard let lock = locks[issue.lock] else { return nil }
      let parts = lock.holding.all()
      return parts.isEmpty ? nil : (lock, parts, issue)
    }
    let keys = held.flatMap { lock, parts, issue in
      [lock.warehouseID, issue.returning].compactMap(\.self).flatMap { warehouse in
        parts.map { StockKey(skuID: $0.skuID, warehouseID: warehouse) }
      }
    }
    var builder = PostingBuilder(book: try StockBook(forUpdate: keys, on: database))
    for (lock, parts, issue) in held {
      for part in parts {
        let line = StockLine(skuID: part.skuID, quantity: part.quantity)
        try builder.issueLocked(line, from: lock.warehouseID, for: issue.document)
      }
    }
    let postings = try builder.finish(on: database) {
      let count = held.reduce(0) { $0 + $1.1.count }
      try LockStore.issueAll(held.map(\.0.reference), lines: count, owner: owner, on: database)
    }
    return Dictionary(
      zip(held.map(\.2.lock), postings), uniquingKeysWith: { first, _ in first })
  }
}

/// What `POST /stock/unlock` and `/out` do with parts of a lock that the transaction holds.
enum StockLocks {
  /// Frees parts of it. 3 round trips, none for no parts.
  static func release(
    _ parts: [LockHolding.Part], of lock: LockStore.Lock, as status: LockStatus,
    on database: DatabaseConnection
  ) throws -> StockRelease {
    if parts.isEmpty { return .nothing }
    var book = try StockBook(
      forUpdate: parts.map(\.skuID), in: [lock.warehouseID], facts: [:], on: database)
    for part in parts {
      try book.apply(
        .unlocking(part.quantity), to: StockKey(skuID: part.skuID, warehouseID: lock.warehouseID))
    }
    let balances = try book.write(on: database)
    try LockStore.take(parts, from: lock, as: status, on: database)
    return StockRelease(
      released: parts.map { StockLine(skuID: $0.skuID, quantity: $0.quantity) },
      balances: balances,
      event: StockEvents.changed(
        balances, by: "unlock", owner: lock.owner, reference: lock.reference))
  }

  /// Takes parts of it out of its warehouse; `lines` are the
  /// same goods with their batches.
  static func issue(
    _ lines: [StockLine], _ parts: [LockHolding.Part], of lock: LockStore.Lock,
    for document: StockReference, on database: DatabaseConnection
  ) throws -> StockPosting {
    var builder = PostingBuilder(
      book: try StockBook(
        forUpdate: parts.map(\.skuID), in: [lock.warehouseID], facts: [:], on: database))
    for line in lines {
      try builder.issueLocked(line, from: lock.warehouseID, for: document)
    }
    return try builder.finish(on: database) {
      try LockStore.take(parts, from: lock, as: .issued, on: database)
    }.only(document)
  }
}
