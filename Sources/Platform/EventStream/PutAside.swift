package import Kernel
package import MariaDBClient

/// What a sweeper gave up after its last attempt.
package struct PutAside: Sendable, Equatable {
  private static let deadSQL = SQL(
    "job_failure.dead",
    """
    SELECT kind, ref_id, attempts, last_error, first_at, last_at FROM job_failure
    WHERE status = 'dead' ORDER BY first_at, kind, ref_id LIMIT ?
    """)

  /// What it is: "order".
  package let kind: String
  /// Its id: that of an order.
  package let referenceID: Int64
  package let attempts: Int
  package let lastError: String
  package let firstAt: Instant
  package let lastAt: Instant

  /// The first ones, the oldest first; there are few, as each is a fault of the house.
  package static func all(
    limit: Int = 100, on connection: DatabaseConnection
  ) throws(DatabaseError) -> [PutAside] {
    try connection.query(deadSQL, [.int(Int64(limit))]) { row throws(DatabaseError) in
      PutAside(
        kind: try row.text(0), referenceID: try row.int(1),
        attempts: Int(clamping: try row.int(2)), lastError: try row.text(3),
        firstAt: try row.instant(4), lastAt: try row.instant(5))
    }
  }
}
