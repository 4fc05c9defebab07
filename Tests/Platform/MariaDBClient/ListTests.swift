import MariaDBClient
import StoreKit
import Testing

/// Aim: a list of any length finds what it names, with few forms at the server.
@Suite struct ListTests {
  private static let within = SQLList("list.within") { count in
    """
    SELECT n FROM numbers WHERE n > ? AND n IN (\(SQLSeries.repeated("?", count))) AND n < ? \
    ORDER BY n
    """
  }
  private static let pairs = SQLList("list.pairs", maximum: 50) { count in
    let others = String(repeating: " OR (n = ? AND n < ?)", count: count - 1)
    return "SELECT n FROM numbers WHERE (n = ? AND n < ?)\(others) ORDER BY n"
  }

  @Test func fewFormsForAllLengths() throws {
    let connection = try PrivateMariaDB.shared.get().connect()
    try connection.administer("CREATE TEMPORARY TABLE numbers (n BIGINT PRIMARY KEY)")
    let rows = (1...100).map { "(\($0))" }.joined(separator: ",")
    try connection.administer("INSERT INTO numbers VALUES \(rows)")
    func prepared() throws -> Int {
      let status = try connection.administer("SHOW SESSION STATUS LIKE 'Com_stmt_prepare'")
      return Int(status.first?[1] ?? "") ?? -1
    }
    let before = try prepared()
    for count in 1...20 {
      let wanted = (1...count).map { Int64($0 * 2) }
      let values = [SQLValue.int(0)] + wanted.reversed().map { .int($0) } + [.int(1000)]
      let found = try connection.query(Self.within[count], values) { row throws(DatabaseError) in
        try row.int()
      }
      #expect(found == wanted)
    }
    // 1, 2, 4, 8, 16, 20
    #expect(try prepared() - before == 6)
    for count in 1...50 {
      let values = (1...count).flatMap { [SQLValue.int(Int64($0)), .int(Int64($0 + 1))] }
      let found = try connection.query(Self.pairs[count], values) { row throws(DatabaseError) in
        try row.int()
      }
      #expect(found == (1...count).map { Int64($0) })
    }
    // 1, 2, 4, 8, 16, 32, 50
    #expect(try prepared() - before == 13)
    #expect(Self.within.chunks(of: 41) == [0..<20, 20..<40, 40..<41])
  }

  /// Too few values are a mistake of the caller's, which nothing may hide.
  @Test func otherCountsAreRefused() throws {
    let connection = try PrivateMariaDB.shared.get().connect()
    let list = SQLList("list.alone") { "SELECT 1 WHERE 1 IN (\(SQLSeries.repeated("?", $0)))" }
    for count in [2, 4, 6] {
      #expect(throws: DatabaseError.self) {
        try connection.query(list[5], (0..<count).map { .of($0) }) { row throws(DatabaseError) in
          try row.int()
        }
      }
    }
  }
}
