import RedisClient

/// Of MariaDB: connections, and whether what was answered is on the disk.
enum DatabaseMetrics {
  /// The page's part, or nothing where MariaDB does not answer.
  static func page(on database: DatabaseConnection) -> String {
    guard let info = try? DatabaseInfo.read(on: database) else { return "" }
    return gauge(
      "erp_database_connections", "Connections that MariaDB holds.", Int64(info.connected))
      + gauge(
        "erp_database_connections_max", "Connections that MariaDB may hold.",
        Int64(info.connectionsMax))
      + gauge(
        "erp_database_durable", "1 when a commit is on the disk before it is answered.",
        info.isDurable ? 1 : 0)
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
