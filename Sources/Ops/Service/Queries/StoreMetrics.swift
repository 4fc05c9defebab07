import RedisClient

/// Of MariaDB: connections, and whether what was answered is on the disk.
enum DatabaseMetrics {
  private static let factsSQL = SQL(
    "database_metrics.facts",
    """
    SELECT @@max_connections, @@innodb_flush_log_at_trx_commit, @@log_bin, @@sync_binlog, \
    (SELECT variable_value FROM information_schema.global_status \
    WHERE variable_name = 'THREADS_CONNECTED')
    """)

  private struct Facts {
    let limit: Int64
    let isDurable: Bool
    let connected: Int64
  }

  /// The page's part, or nothing where MariaDB does not answer.
  static func page(on database: DatabaseConnection) -> String {
    let facts = try? database.first(factsSQL, []) { row throws(DatabaseError) in
      let limit = try row.int()
      let flush = try row.int()
      let hasLog = try row.int() != 0
      let sync = try row.int()
      return Facts(
        limit: limit, isDurable: isDurable(flush: flush, hasLog: hasLog, sync: sync),
        connected: Int64(try row.text()) ?? 0)
    }
    guard let facts else { return "" }
    return gauge(
      "erp_database_connections", "Connections that MariaDB holds.", facts.connected)
      + gauge(
        "erp_database_connections_max", "Connections that MariaDB may hold.", facts.limit)
      + gauge(
        "erp_database_durable", "1 when a commit is on the disk before it is answered.",
        facts.isDurable ? 1 : 0)
  }

  /// With a binary log a commit that is not in it is taken back after a crash: it must be on the
  /// disk as well.
  static func isDurable(flush: Int64, hasLog: Bool, sync: Int64) -> Bool {
    flush == 1 && (!hasLog || sync == 1)
  }

  /// One family with one sample.
  static func gauge(_ name: String, _ help: String, _ value: Int64) -> String {
    "# HELP \(name) \(help)\n# TYPE \(name) gauge\n\(name) \(value)\n"
  }
}

/// Whether Redis answered the scrape.
enum RedisMetrics {
  static func page(on redis: RedisConnection) -> String {
    let answer = try? redis.command(["PING"])
    return DatabaseMetrics.gauge(
      "erp_redis_up", "Whether Redis answered the scrape.", answer == nil ? 0 : 1)
  }
}
