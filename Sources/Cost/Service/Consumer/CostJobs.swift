import CostDomain
import EventCatalog
package import EventStream
import MariaDBClient
import Telemetry

/// The safety net behind the consumer: what waits and could go on.
package enum CostJobs {
  /// More moves may wait behind one than a transaction takes.
  package static let resume = PeriodicJob("cost.resume", everySeconds: 1) { database, _ in
    var count = 0
    for number in try SheetStore.pending(limit: 20, on: database) {
      count += try alone(number, on: database) { book in
        try SheetSettling.settle([number], in: &book)
      }
    }
    for skuID in try WaitingStore.ready(limit: 20, on: database) {
      count += try alone("\(skuID)", on: database) { book in
        try book.resume(skuID)
        return try SheetSettling.settle(book.takeTouchedOrders(), in: &book)
      }
    }
    return count
  }

  /// One of them in a transaction of its own: what is wrong with it does not stop the others.
  private static func alone(
    _ name: String, on database: DatabaseConnection,
    _ work: (inout CostBook) throws -> [CostCalculated.SheetCost]
  ) throws -> Int {
    do {
      return try Retry.transaction(on: database) {
        var book = CostBook(database)
        let sheets = try work(&book)
        return try finish(sheets, &book)
      }
    } catch let error as DatabaseError where error.mayPass {
      throw error
    } catch {
      Log.error(
        "what waits cannot be valued",
        [("name", LogValue(name)), ("error", LogValue("\(error)"))])
      return 0
    }
  }

  /// Writes the book; returns whether it did anything, as a number.
  private static func finish(
    _ sheets: [CostCalculated.SheetCost], _ book: inout CostBook
  ) throws -> Int {
    try book.flush()
    try CostEvents.publish(
      book, sheets: sheets, source: CostConsumers.source, requestID: "cost-resume")
    return book.changed.isEmpty && sheets.isEmpty ? 0 : 1
  }
}
