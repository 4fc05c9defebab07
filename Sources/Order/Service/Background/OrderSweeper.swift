package import EventStream
package import RedisClient
import StockService

/// Expires orders that nobody paid in time. The database's clock decides, and the order's row:
/// a payment that holds it wins, and is skipped. An order that cannot be expired keeps no other
/// waiting (`PutAside`).
package enum OrderSweeper {
  /// The sweep as a periodic job; any number of processes may run it.
  package static let job = PeriodicJob("order.expire", everySeconds: 1) {
    try expire(limit: 500, on: $0, redis: $1)
  }

  /// Orders that cannot be expired, by number.
  private static let attempts = PutAside("order")

  /// Expires overdue orders, each in a transaction of its own, up to `limit` at a time, and returns
  /// how many.
  package static func expire(
    limit: Int, on database: DatabaseConnection, redis: RedisConnection
  ) throws -> Int {
    var last: OrderStore.Overdue?
    return try attempts.sweep(limit: limit, on: database) {
      let overdue = try OrderStore.overdue(after: last, limit: limit, on: database)
      last = overdue.last ?? last
      return overdue.map(\.number)
    } work: { number in
      let balances = try Retry.transaction(on: database) { try expire(number, on: database) }
      guard let balances else { return false }
      StockAPI.publishCounters(balances, to: redis)
      return true
    }
  }

  /// Expires an order; nil when somebody works on it, or was faster. Else what its lock gave back.
  private static func expire(
    _ number: String, on database: DatabaseConnection
  ) throws -> [StockBalance]? {
    guard try OrderStore.overdueForUpdate(number, on: database),
      var reading = try OrderQueries.forUpdate(number, on: database),
      reading.order.expire(at: reading.now)
    else { return nil }
    let (events, balances) = try CancelOrder.giveBack(reading.order, on: database)
    try Outbox.append(
      events, source: OrderEvents.source, requestID: "sweep-\(number)", on: database)
    return balances
  }
}
