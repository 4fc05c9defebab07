import Kernel
import MariaDBClient
import StoreKit
import Testing

@Suite struct ErrorTests {
  let connection: DatabaseConnection

  init() throws {
    connection = try PrivateMariaDB.shared.get().connect()
  }

  private func fault(_ body: () throws -> Void) -> DatabaseError? {
    do {
      try body()
      return nil
    } catch { return error as? DatabaseError }
  }

  private static let insert = SQL(
    "refusing.insert", "INSERT INTO refusing (id, code, n, small) VALUES (?,?,?,?)")

  private func prepareTable() throws {
    try connection.administer(
      """
      CREATE TABLE IF NOT EXISTS refusing (id BIGINT PRIMARY KEY, code VARCHAR(20) NOT NULL,
      n DECIMAL(18,4) NOT NULL, small TINYINT NOT NULL, UNIQUE KEY uk_code (code),
      CONSTRAINT n_not_negative CHECK (n >= 0)) CHARSET utf8mb4 COLLATE utf8mb4_nopad_bin
      """)
  }

  @Test func kindsTellWhatToDo() throws {
    try prepareTable()
    try connection.administer("DELETE FROM refusing")
    try connection.execute(Self.insert, [1, "a's 'key", .decimal("1.0000"), 1])
    func kind(_ values: [SQLValue]) -> DatabaseError.Kind? {
      fault { try connection.execute(Self.insert, values) }?.kind
    }
    #expect(kind([1, "b", .decimal("1"), 1]) == .duplicateKey(index: "PRIMARY"))
    #expect(kind([2, "a's 'key", .decimal("1"), 1]) == .duplicateKey(index: "uk_code"))
    #expect(kind([2, "c", .decimal("-0.0001"), 1]) == .checkViolated)
    #expect(kind([2, "c", .decimal("100000000000000"), 1]) == .outOfRange)
    #expect(kind([2, "c", .decimal("1"), 128]) == .outOfRange)
    #expect(kind([2, .text(String(repeating: "x", count: 21)), .decimal("1"), 1]) == .outOfRange)
    #expect(kind([2, .null, .decimal("1"), 1]) == .other)
    for digits in ["one", "", "-", "1.", ".5", "1e3", "1.2.3", " 1", "+1", "1,5", "0x1"] {
      #expect(kind([2, "c", .decimal(digits), 1]) == .misuse)
    }
    #expect(kind([2, "c"]) == .misuse)
    #expect(kind([3, "c", .decimal("1"), 1]) == nil)
  }

  @Test func valuesStayOutOfTheDescription() throws {
    try prepareTable()
    let secret = "13800138000"
    try connection.execute(
      SQL("refusing.replace", "REPLACE INTO refusing VALUES (7, ?, 1, 1)"), [.text(secret)])
    let faults = [
      fault { try connection.execute(Self.insert, [8, .text(secret), .decimal("1"), 1]) },
      fault { try connection.execute(Self.insert, [9, "x", .text(secret + "x"), 1]) },
      fault { try connection.execute(Self.insert, [9, "x", .decimal("1"), .text(secret)]) },
    ]
    for fault in faults {
      let text = try #require(fault).description
      #expect(!text.contains(secret))
      #expect(text.hasPrefix("refusing.insert: "))
    }
  }

  @Test func theServerEndsAStatementThatTakesTooLong() throws {
    var options = connection.options
    options.statementSeconds = 1
    let impatient = DatabaseConnection(settings: options)
    let slow = SQL("test.slow", "SELECT COUNT(*) FROM seq_1_to_1000000 a JOIN seq_1_to_1000000 b")
    let found = fault {
      _ = try impatient.first(slow) { row throws(DatabaseError) in try row.int() }
    }
    #expect(found?.kind == .statementTimeout, "\(String(describing: found))")
    #expect(try impatient.administer("SELECT 1") == [["1"]])
  }

  @Test func wrongReadsThrowAndTheConnectionGoesOn() throws {
    let one = SQL("test.wrong", "SELECT NULL, 'abc', 18446744073709551615, 12.5, NOW(6)")
    func read(
      after passed: Int, _ body: @escaping (borrowing Row) throws(DatabaseError) -> Void
    ) -> DatabaseError? {
      fault {
        _ = try connection.first(one) { row throws(DatabaseError) in
          for _ in 0..<passed { row.skip() }
          try body(row)
        }
      }
    }
    for passed in 0...5 {
      let found = read(after: passed) { row throws(DatabaseError) in _ = try row.int() }
      #expect(found?.kind == .misuse, "column \(passed)")
    }
    #expect(read(after: 4) { row throws(DatabaseError) in _ = try row.text() }?.kind == .misuse)
    #expect(read(after: 1) { row throws(DatabaseError) in _ = try row.instant() }?.kind == .misuse)
    #expect(
      read(after: 1) { row throws(DatabaseError) in
        let money: Money = try row.decimal()
        _ = money
      }?.kind == .misuse)
    let null = try connection.first(one) { row throws(DatabaseError) in try row.intOrNil() }
    #expect(null == .some(nil))
    let other = SQL("test.other", "SELECT 1")
    let inner = read(after: 0) { [connection] row throws(DatabaseError) in
      _ = try connection.first(other) { row throws(DatabaseError) in try row.int() }
    }
    #expect(inner?.kind == .misuse)
    #expect(
      fault { _ = try connection.query(Self.nothing) { _ throws(DatabaseError) in 0 } }?.kind
        == .misuse)
    #expect(try connection.administer("SELECT 1") == [["1"]])
  }

  private static let nothing = SQL("test.nothing", "DO 1")

  @Test func aRowClosureMayStopInTheMiddle() throws {
    let many = SQL("test.many", "SELECT seq, REPEAT('x', 5000) FROM seq_1_to_5000")
    struct Stop: Error {}
    for _ in 0..<3 {
      let first = try connection.first(many) { row throws(DatabaseError) in try row.int() }
      #expect(first == 1)
      #expect(
        fault {
          _ = try connection.query(many) { row throws(DatabaseError) in try row.instant() }
        } != nil)
    }
    let all = try connection.query(many) { row throws(DatabaseError) in
      try row.int() + Int64(try row.text().utf8.count)
    }
    #expect(all.count == 5000)
    #expect(all.last == 10_000)
  }
}
