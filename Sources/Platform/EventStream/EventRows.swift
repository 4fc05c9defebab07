import Kernel
import MariaDBClient

/// How an envelope lies in the columns of a query over `outbox AS o`.
enum EventRows {
  static let columns = """
    o.outbox_id, o.type, o.version, o.occurred_at, o.source, o.event_key, o.request_id, o.payload
    """
  /// How many columns that is: what a query adds stands behind them.
  static let count = 8

  static func envelope(_ row: borrowing Row) throws(DatabaseError) -> EventEnvelope {
    EventEnvelope(
      eventID: try row.int(), type: try row.text(), version: try row.count(),
      occurredAt: try row.instant(), source: try row.text(), key: try row.text(),
      requestID: try row.text(), payload: try row.bytes())
  }
}
