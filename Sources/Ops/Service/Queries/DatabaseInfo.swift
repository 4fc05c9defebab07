/// What MariaDB says of itself as a server, for metrics and `erp check`.
package struct DatabaseInfo: Sendable {
  package let version: String
  /// `max_connections`.
  package let connectionsMax: Int
  package let connected: Int
  /// `innodb_flush_log_at_trx_commit`.
  package let flush: Int
  /// Whether there is a binary log, and its `sync_binlog`.
  package let hasLog: Bool
  package let sync: Int
  /// Seconds since 1970 by its clock.
  package let now: Int64

  private static let infoSQL = SQL(
    "database_info.read",
    """
    SELECT VERSION(), @@max_connections, (SELECT variable_value \
    FROM information_schema.global_status WHERE variable_name = 'THREADS_CONNECTED'), \
    @@innodb_flush_log_at_trx_commit, @@log_bin, @@sync_binlog, UNIX_TIMESTAMP()
    """)

  /// 1 round trip.
  /// - Throws: `DatabaseError`
  package static func read(
    on database: DatabaseConnection
  ) throws(DatabaseError) -> DatabaseInfo {
    let info = try database.first(infoSQL, []) { row throws(DatabaseError) in
      DatabaseInfo(
        version: try row.text(), connectionsMax: try row.count(),
        connected: Int(try row.text()) ?? 0, flush: try row.count(), hasLog: try row.bool(),
        sync: try row.count(), now: try row.int())
    }
    guard let info else { throw .undone(statement: infoSQL.name) }
    return info
  }

  /// Whether a commit is on the disk before it is answered.
  package var isDurable: Bool { Self.isDurable(flush: flush, hasLog: hasLog, sync: sync) }

  /// With a binary log a commit that is not in it is taken back after a crash: it must be on the
  /// disk as well.
  static func isDurable(flush: Int, hasLog: Bool, sync: Int) -> Bool {
    flush == 1 && (!hasLog || sync == 1)
  }
}
