import MariaDBClient
import StoreKit
import Testing

@Suite struct SessionTests {
  private static let settings = SQL(
    "test.settings",
    """
    SELECT CONCAT_WS('|', @@tx_isolation, @@time_zone, @@character_set_client,
      @@character_set_connection, @@character_set_results, @@collation_connection,
      @@innodb_lock_wait_timeout, CAST(@@max_statement_time AS INT), @@autocommit, @@sql_mode)
    """)
  private static let expected = """
    READ-COMMITTED|+00:00|utf8mb4|utf8mb4|utf8mb4|utf8mb4_nopad_bin|3|5|ON|STRICT_ALL_TABLES,\
    NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION
    """

  @Test func everyConnectPinsTheSession() throws {
    let server = try PrivateMariaDB.shared.get()
    let connection = server.connect()
    func settings() throws -> String? {
      try connection.first(Self.settings) { row throws(DatabaseError) in try row.text() }
    }
    let first = try settings()
    #expect(first == Self.expected)
    let id = try #require(try connection.administer("SELECT CONNECTION_ID()").first?.first ?? nil)
    try server.connect().administer("KILL CONNECTION \(id)")
    #expect(try settings() == Self.expected)
    connection.close()
    #expect(try settings() == Self.expected)
  }

  @Test func unhurriedOptionsLiftTheLimit() throws {
    let connection = DatabaseConnection(
      settings: try PrivateMariaDB.shared.get().options().unhurried)
    #expect(try connection.administer("SELECT CAST(@@max_statement_time AS INT)") == [["0"]])
  }

  @Test func countsRoundTrips() throws {
    let connection = try PrivateMariaDB.shared.get().connect()
    let one = SQL("test.one", "SELECT ?")
    _ = try connection.first(one, [1]) { row throws(DatabaseError) in try row.int() }
    #expect(connection.roundTrips == 2)
    _ = try connection.first(one, [2]) { row throws(DatabaseError) in try row.int() }
    #expect(connection.roundTrips == 3)
    try connection.begin()
    try connection.savepoint()
    try connection.rollbackToSavepoint()
    try connection.commit()
    #expect(connection.roundTrips == 7)
  }

  @Test func keepsABoundedNumberOfPreparedStatements() throws {
    var options = try PrivateMariaDB.shared.get().options()
    options.preparedStatements = 3
    let connection = DatabaseConnection(settings: options)
    let series = SQLSeries("test.series", maximum: 10) {
      "SELECT " + SQLSeries.repeated("?", $0)
    }
    for round in 0..<3 {
      for count in 1...10 {
        let values = (0..<count).map { SQLValue.of($0 + round) }
        let last = try connection.first(series[count], values) { row throws(DatabaseError) in
          for _ in 1..<row.width { row.skip() }
          return try row.int()
        }
        #expect(last == Int64(count - 1 + round))
      }
    }
    let open = try connection.administer("SHOW SESSION STATUS LIKE 'Com_stmt_%'")
    func count(_ name: String) -> Int { Int(open.first { $0[0] == name }?[1] ?? "") ?? -1 }
    #expect(count("Com_stmt_prepare") - count("Com_stmt_close") <= 3)
    #expect(series.chunks(of: 23) == [0..<10, 10..<20, 20..<23])
    #expect(series.chunks(of: 0) == [])
  }

  @Test func optionsDoNotPrintThePassword() throws {
    var options = try PrivateMariaDB.shared.get().options()
    options.password = "geheim"
    #expect(!"\(options) \(String(reflecting: options))".contains("geheim"))
  }

  @Test func noticesThatATableChangedShape() throws {
    let connection = try PrivateMariaDB.shared.get().connect()
    try connection.administer("CREATE OR REPLACE TABLE reshaped (id INT PRIMARY KEY, n INT)")
    try connection.administer("INSERT INTO reshaped VALUES (1, 2)")
    let select = SQL("reshaped.select", "SELECT n FROM reshaped WHERE id = ?")
    let all = SQL("reshaped.all", "SELECT * FROM reshaped")
    func number() throws -> Int64? {
      try connection.first(select, [1]) { row throws(DatabaseError) in try row.int() }
    }
    func width() throws -> Int? {
      try connection.first(all) { row throws(DatabaseError) in row.width }
    }
    #expect(try number() == 2)
    #expect(try width() == 2)
    try connection.administer("ALTER TABLE reshaped ADD COLUMN more VARCHAR(10), MODIFY n BIGINT")
    #expect(try number() == 2)
    #expect(throws: DatabaseError.self) { try width() }
    #expect(try width() == 3)
  }
}
