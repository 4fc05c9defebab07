package import EventStream
package import MariaDBClient
import OrderDomain
package import RedisClient
import StockService
import Telemetry

/// Expires orders that nobody paid in time. The database's clock decides, and the order's row:
/// a payment that holds it wins, and is skipped. An order that cannot be expired is tried again,
/// each attempt counted before it is made, and put aside after the tenth; the others go on.
package enum OrderSweeper {
  /// The sweep as a periodic job; any number of processes may run it.
  package static let job = PeriodicJob("order.expire", everySeconds: 1) {
    try expire(limit: 500, on: $0, redis: $1)
  }

  private static let failures = JobFailures(kind: "order")

  /// Expires up to `limit` orders, each in a transaction of its own; returns how many.
  package static func expire(
    limit: Int, on database: DatabaseConnection, redis: RedisConnection
  ) throws -> Int {
    let known = try failures.known(on: database)
    var count = 0
    var last: OrderStore.Overdue?
    let end = ContinuousClock.now + PeriodicJob.longest
    while count < limit, ContinuousClock.now < end {
      let (order, isDone) = try step(after: last, known, on: database, redis: redis)
      guard let order else {
        failures.roundEnded()
        break
      }
      if isDone { count += 1 }
      last = order
    }
    return count
  }

  /// Sees to the next overdue order; nil when there is none. False when it is left for later.
  private static func step(
    after last: OrderStore.Overdue?, _ known: JobFailures.Known,
    on database: DatabaseConnection, redis: RedisConnection
  ) throws -> (OrderStore.Overdue?, Bool) {
    var order: OrderStore.Overdue?
    do {
      let release = try Retry.transaction(on: database) { () throws -> StockRelease? in
        order = try OrderStore.nextOverdue(after: last, on: database)
        guard let order, !known.isCounted(order.orderID) else { return nil }
        return try expire(order.number, on: database)
      }
      guard let order else { return (nil, false) }
      if known.isCounted(order.orderID) {
        return (order, try expireCounted(order, known, on: database, redis: redis))
      }
      if let release { StockAPI.publishCounters(release.balances, to: redis) }
      return (order, true)
    } catch let error as DatabaseError where error.kind == .unavailable {
      throw error
    } catch {
      guard let order else { throw error }
      try note(error, order, on: database)
      return (order, false)
    }
  }

  /// An attempt at an order that has failed before, or may have ended a process.
  private static func expireCounted(
    _ order: OrderStore.Overdue, _ known: JobFailures.Known,
    on database: DatabaseConnection, redis: RedisConnection
  ) throws -> Bool {
    if known.rests(order.orderID) { return false }
    guard try failures.begin(order.orderID, known, on: database) else { return false }
    let release = try Retry.transaction(on: database) {
      try expire(order.number, on: database)
    }
    try failures.succeeded(order.orderID, on: database)
    if let release { StockAPI.publishCounters(release.balances, to: redis) }
    return true
  }

  private static func note(
    _ error: any Error, _ order: OrderStore.Overdue, on database: DatabaseConnection
  ) throws(DatabaseError) {
    Log.error(
      "an order cannot be expired",
      [("order_no", LogValue(order.number)), ("error", LogValue("\(error)"))])
    try failures.failed(order.orderID, error: error, on: database)
  }

  /// Expires an order, unless it was paid or cancelled meanwhile; what its lock gave back.
  private static func expire(
    _ number: String, on database: DatabaseConnection
  ) throws -> StockRelease? {
    guard let reading = try OrderQueries.lock(number, on: database) else {
      throw OrderRefusal.notFound
    }
    guard reading.order.status == .created else { return nil }
    return try CancelOrder.close(
      reading.order, as: .expired, reason: "expired", requestID: "sweep-\(number)", on: database
    ).1
  }
}
