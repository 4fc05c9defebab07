package import JSONCoding
package import Kernel
package import MariaDBClient

/// What a job gave up, of any kind.
package struct PutAsideThing: Sendable, Equatable, JSONWritable {
  /// Such as `overdue_lot`.
  package let kind: String
  package let key: String
  package let attempts: Int
  package let lastError: String
  package let firstAt: Instant
  package let lastAt: Instant

  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("kind", kind)
      writer.field("key", key)
      writer.field("attempts", Int64(attempts))
      writer.field("last_error", lastError)
      writer.field("first_failed_at", firstAt)
      writer.field("last_failed_at", lastAt)
    }
  }
}

extension EventAdmin {
  private static let putAside = SQL(
    "event_admin.put_aside",
    """
    SELECT kind, object_key, attempts, last_error, first_at, last_at FROM put_aside
    WHERE status = 'dead' AND (kind > ? OR (kind = ? AND object_key > ?))
    ORDER BY kind, object_key LIMIT ?
    """)
  private static let replayPutAside = SQL(
    "event_admin.replay_put_aside",
    """
    UPDATE put_aside SET status = 'retry', attempts = 0, next_at = NOW(6)
    WHERE kind = ? AND (? = '' OR object_key = ?)
    """)

  /// What was put aside, by kind and key, after the one named.
  package static func putAside(
    after: (kind: String, key: String) = ("", ""), limit: Int = 100,
    on database: DatabaseConnection
  ) throws(DatabaseError) -> [PutAsideThing] {
    try database.query(
      putAside,
      [.text(after.kind), .text(after.kind), .text(after.key), .int(Int64(limit))]
    ) { row throws(DatabaseError) in
      PutAsideThing(
        kind: try row.text(), key: try row.text(), attempts: try row.count(),
        lastError: try row.text(), firstAt: try row.instant(), lastAt: try row.instant())
    }
  }

  /// Gives what was put aside all its attempts again, at once.
  /// - Parameter key: nil: all of the kind
  /// - Returns: how many there were
  package static func replayPutAside(
    kind: String, key: String? = nil, on database: DatabaseConnection
  ) throws(DatabaseError) -> Int {
    try database.execute(
      replayPutAside, [.text(kind), .text(key ?? ""), .text(key ?? "")]
    ).affectedRows
  }
}
