import EventStream
import MariaDBClient

/// The event bus as Prometheus sees it: what no program can count by itself, asked of MariaDB at
/// each scrape.
enum EventMetrics {
  private static let series:
    [(name: String, help: String, value: @Sendable (ConsumerLag) -> Int64)] = [
      (
        "erp_events_waiting", "Events that a consumer has neither done nor failed.",
        { Int64($0.waiting) }
      ),
      ("erp_events_retrying", "Events that failed and are tried again.", { Int64($0.retrying) }),
      ("erp_dead_letters", "Events that were given up and wait for replay.", { Int64($0.dead) }),
      (
        "erp_events_oldest_seconds", "Age of the oldest event that waits or is tried again.",
        { $0.oldestSeconds }
      ),
    ]

  private static let pingSQL = SQL("event_metrics.ping", "SELECT 1")

  /// The page's part. 6 round trips; without MariaDB only the line that says so. Counting that
  /// takes too long says nothing about whether MariaDB is up.
  static func page(on database: DatabaseConnection) -> String {
    let answer = try? database.first(pingSQL, []) { row throws(DatabaseError) in try row.int() }
    guard answer != nil else { return state(isUp: false) }
    guard let lags = try? EventAdmin.lag(on: database) else { return state(isUp: true) }
    return state(isUp: true)
      + series.map { series in
        let samples = lags.map { lag in
          "\(series.name){consumer=\"\(lag.consumer)\"} \(series.value(lag))\n"
        }
        return "# HELP \(series.name) \(series.help)\n# TYPE \(series.name) gauge\n"
          + samples.joined()
      }.joined()
  }

  private static func state(isUp: Bool) -> String {
    """
    # HELP erp_database_up Whether MariaDB answered the scrape.
    # TYPE erp_database_up gauge
    erp_database_up \(isUp ? 1 : 0)

    """
  }
}
