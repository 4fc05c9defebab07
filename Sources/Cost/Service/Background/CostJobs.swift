package import EventStream

/// The safety net behind the consumer: what waits and could go on. What is wrong with one of them
/// keeps no other waiting (`PutAside`).
package enum CostJobs {
  private static let limit = 20

  /// Completed orders whose sheets cannot be settled, by number.
  private static let sheets = PutAside("cost_sheet")
  /// SKUs whose waiting moves cannot be valued.
  private static let skus = PutAside("cost_waiting")

  /// More moves may wait behind one than a transaction takes.
  package static let resume = PeriodicJob("cost.resume", everySeconds: 1) { database, _ in
    let settled = try settle(on: database)
    return try settled > 0 ? settled : value(on: database)
  }

  private static func settle(on database: DatabaseConnection) throws -> Int {
    var last = ""
    return try sheets.sweep(limit: limit, on: database) {
      let numbers = try SheetStore.pending(after: last, limit: limit, on: database)
      last = numbers.last ?? last
      return numbers
    } work: { number in
      try alone(on: database) { book in try SheetSettling.settle([number], in: &book) }
    }
  }

  private static func value(on database: DatabaseConnection) throws -> Int {
    var last: Int64 = 0
    return try skus.sweep(limit: limit, on: database) {
      let ids = try WaitingStore.ready(after: last, limit: limit, on: database)
      last = ids.last ?? last
      return ids.map(String.init)
    } work: { key in
      guard let skuID = Int64(key) else { return false }
      return try alone(on: database) { book in
        try book.resume(skuID)
        return try SheetSettling.settle(book.takeTouchedOrders(), in: &book)
      }
    }
  }

  /// One of them in a transaction of its own; whether it did anything.
  private static func alone(
    on database: DatabaseConnection,
    _ work: (inout CostBook) throws -> [CostCalculated.SheetCost]
  ) throws -> Bool {
    try Retry.transaction(on: database) {
      var book = CostBook(database)
      let sheets = try work(&book)
      return try finish(sheets, &book)
    }
  }

  /// Writes the book; returns whether it did anything.
  private static func finish(
    _ sheets: [CostCalculated.SheetCost], _ book: inout CostBook
  ) throws -> Bool {
    try book.flush()
    try CostEvents.publish(
      book, sheets: sheets, source: CostConsumers.source, requestID: "cost-resume")
    return !book.changed.isEmpty || !sheets.isEmpty
  }
}
