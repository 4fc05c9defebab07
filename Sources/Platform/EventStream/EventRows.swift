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
      eventID: try row.int(0), type: try row.text(1), version: try row.count(2),
      occurredAt: try row.instant(3), source: try row.text(4), key: try row.text(5),
      requestID: try row.text(6), payload: try row.bytes(7))
  }
}
