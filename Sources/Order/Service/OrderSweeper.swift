package import EventStream
package import MariaDBClient
import OrderDomain
package import RedisClient
import StockService

/// Expires orders that nobody paid in time. The database's clock decides, and the order's row:
/// a payment that holds it wins, and is skipped.
package enum OrderSweeper {
  /// The sweep as a periodic job; any number of processes may run it.
  package static let job = PeriodicJob("order.expire", everySeconds: 1) {
    try expire(limit: 500, on: $0, redis: $1)
  }

  private enum Outcome {
    case nothingLeft
    case expired(StockRelease?)
  }

  /// Expires up to `limit` orders, each in a transaction of its own; returns how many.
  package static func expire(
    limit: Int, on database: DatabaseConnection, redis: RedisConnection
  ) throws -> Int {
    var count = 0
    while count < limit {
      let outcome = try Retry.transaction(on: database) { () throws -> Outcome in
        guard let number = try OrderStore.nextOverdue(on: database),
          let reading = try OrderQueries.lock(number, on: database),
          reading.order.status == .created
        else { return .nothingLeft }
        return .expired(
          try CancelOrder.close(
            reading.order, as: .expired, reason: "expired", requestID: "sweep-\(number)",
            on: database
          ).1)
      }
      guard case .expired(let release) = outcome else { break }
      if let release { StockAPI.publishCounters(release.balances, to: redis) }
      count += 1
    }
    return count
  }
}
