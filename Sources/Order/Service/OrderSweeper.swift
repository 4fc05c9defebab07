package import EventStream
package import MariaDBClient
import OrderDomain
package import RedisClient
import StockService
import Telemetry

/// Expires orders that nobody paid in time. The database's clock decides, and the order's row:
/// a payment that holds it wins, and is skipped.
package enum OrderSweeper {
  /// The sweep as a periodic job; any number of processes may run it.
  package static let job = PeriodicJob("order.expire", everySeconds: 1) {
    try expire(limit: 500, on: $0, redis: $1)
  }

  /// Expires up to `limit` orders, each in a transaction of its own; returns how many.
  package static func expire(
    limit: Int, on database: DatabaseConnection, redis: RedisConnection
  ) throws -> Int {
    var count = 0
    var last: OrderStore.Overdue?
    let end = ContinuousClock.now + PeriodicJob.longest
    while count < limit, ContinuousClock.now < end {
      var order: OrderStore.Overdue?
      do {
        let release = try Retry.transaction(on: database) { () throws -> StockRelease? in
          order = try OrderStore.nextOverdue(after: last, on: database)
          return try order.flatMap { try expire($0.number, on: database) }
        }
        if order == nil { break }
        if let release { StockAPI.publishCounters(release.balances, to: redis) }
        count += 1
      } catch let error as DatabaseError where error.kind == .unavailable {
        throw error
      } catch {
        guard let order else { throw error }
        // One bad order must not keep the others waiting.
        Log.error(
          "an order cannot be expired",
          [("order_no", LogValue(order.number)), ("error", LogValue("\(error)"))])
      }
      last = order
    }
    return count
  }

  /// Expires an order whose row the transaction holds; what its lock gave back.
  private static func expire(
    _ number: String, on database: DatabaseConnection
  ) throws -> StockRelease? {
    guard let reading = try OrderQueries.lock(number, on: database) else {
      throw OrderRefusal.notFound
    }
    return try CancelOrder.close(
      reading.order, as: .expired, reason: "expired", requestID: "sweep-\(number)", on: database
    ).1
  }
}
