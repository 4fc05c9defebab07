import Foundation
import StoreKit
import Synchronization
import TestKit
import Testing

@testable import MariaDBClient

@Suite struct MigratorTests {
  let server: PrivateMariaDB
  let folder: String
  let database: String

  init() throws {
    server = try PrivateMariaDB.shared.get()
    let name = UUID().uuidString.prefix(8)
    folder = FileManager.default.temporaryDirectory.path + "/erp-migrations-\(name)"
    database = "migration_\(name)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try server.connect().administer("CREATE DATABASE `\(database)`")
  }

  private func connect() -> DatabaseConnection {
    DatabaseConnection(settings: server.options(database: database).unhurried)
  }

  private func write(_ name: String, _ text: String) throws {
    try text.write(toFile: folder + "/" + name, atomically: true, encoding: .utf8)
  }

  private func migrator(_ connection: DatabaseConnection? = nil, lease: Int = 60) -> Migrator {
    Migrator(connection: connection ?? connect(), directory: folder, leaseSeconds: lease)
  }

  @Test func appliesInOrderOnceAndReports() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try write("0200_item__unit.sql", "INSERT INTO t VALUES (2, 'a;b');\n")
    try write(
      "0100_user__t.sql",
      "-- first; of all\nCREATE TABLE t (id INT PRIMARY KEY, x TEXT);\n\n"
        + "INSERT INTO t VALUES (1, 'it''s;\n');\n"
    )
    try write("notes.txt", "not SQL")
    #expect(try migrator().pending() == ["0100_user__t.sql", "0200_item__unit.sql"])
    var seen: [Migrator.Progress] = []
    #expect(try migrator().migrate { seen.append($0) } == 3)
    #expect(
      seen == [
        .step(file: "0100_user__t.sql", number: 1, of: 2),
        .step(file: "0100_user__t.sql", number: 2, of: 2),
        .step(file: "0200_item__unit.sql", number: 1, of: 1),
      ])
    #expect(try migrator().pending() == [])
    #expect(try migrator().migrate() == 0)
    #expect(try connect().administer("SELECT x FROM t ORDER BY id") == [["it's;\n"], ["a;b"]])
    // A lower number may come later: rooms have ranges of their own.
    try write("0150_user__u.sql", "CREATE TABLE u (id INT PRIMARY KEY);")
    #expect(try migrator().pending() == ["0150_user__u.sql"])
    #expect(try migrator().migrate() == 1)
  }

  @Test func refusesAChangedOrMissingPast() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try write("0001_x__a.sql", "CREATE TABLE a (id INT PRIMARY KEY);\n")
    try migrator().migrate()
    try write("0001_x__a.sql", "CREATE TABLE a (id INT PRIMARY KEY); \n")
    let changed = #expect(throws: MigrationFault.self) { try migrator().migrate() }
    #expect("\(try #require(changed))".contains("0001_x__a.sql was changed"))
    try FileManager.default.removeItem(atPath: folder + "/0001_x__a.sql")
    let missing = #expect(throws: MigrationFault.self) { try migrator().pending() }
    #expect("\(try #require(missing))".contains("of a newer version: it has 0001_x__a.sql"))
  }

  @Test(arguments: [
    ["1_x__a.sql"], ["0001x__a.sql"], ["0001_x_a.sql"], ["0001___a.sql"],
    ["0001_x__a.sql", "0001_y__b.sql"],
  ])
  func refusesNames(names: [String]) throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for name in names { try write(name, "DO 1;") }
    #expect(throws: MigrationFault.self) { try migrator().pending() }
  }

  @Test func aFailedStepIsTriedAgainAsAFirstTry() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try connect().administer("CREATE TABLE b (id INT PRIMARY KEY)")
    try write("0001_x__ab.sql", "CREATE TABLE a (id INT PRIMARY KEY);\nCREATE TABLE b (id INT);\n")
    for _ in 0..<2 {
      let fault = #expect(throws: MigrationFault.self) { try migrator().migrate() }
      guard case .failed("0001_x__ab.sql", 2, of: 2, let said, let error) = fault else {
        Issue.record("\(String(describing: fault))")
        return
      }
      #expect(error.code == 1050)
      #expect(said.contains("'b'"), "whoever migrates sees which")
    }
    try connect().administer("DROP TABLE b")
    #expect(try migrator().migrate() == 1)
  }

  /// As if the process had died between a step and its record, and between two steps.
  @Test func goesOnAfterACrash() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try write(
      "0001_x__a.sql",
      "CREATE TABLE a (id INT PRIMARY KEY);\nINSERT INTO a VALUES (1);\n"
        + "ALTER TABLE a ADD COLUMN n INT;\n"
    )
    try migrator().migrate()
    let connection = connect()
    for step in [3, 1] {
      try connection.administer(
        "UPDATE schema_migration SET applied_at = NULL WHERE step = \(step)")
      #expect(try migrator().pending() == ["0001_x__a.sql"])
      #expect(try migrator().migrate() == 1)
    }
    try connection.administer("DELETE FROM schema_migration WHERE step > 1")
    try connection.administer("ALTER TABLE a DROP COLUMN n")
    try connection.administer("DELETE FROM a")
    #expect(try migrator().migrate() == 2)
    #expect(try connection.administer("SELECT COUNT(*) FROM a") == [["1"]])
  }

  @Test func severalMigratorsTakeTurns() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for number in 1...8 {
      try write(
        "000\(number)_x__t.sql",
        "CREATE TABLE t\(number) (id INT PRIMARY KEY);\nINSERT INTO t\(number) VALUES (1);\n")
    }
    let applied = Atomic<Int>(0)
    let faults = Mutex<[String]>([])
    onThreads(4) { [self] _ in
      do {
        applied.wrappingAdd(try migrator().migrate(), ordering: .relaxed)
      } catch { faults.withLock { $0.append("\(error)") } }
    }
    #expect(faults.withLock { $0 } == [])
    #expect(applied.load(ordering: .relaxed) == 16)
  }

  @Test func aDeadMigratorsLeaseRunsOut() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try write("0001_x__a.sql", "CREATE TABLE a (id INT PRIMARY KEY);")
    let dead = MigrationLedger(connection: connect(), owner: "dead")
    try dead.prepare()
    #expect(try dead.lease(seconds: 2))
    var seen: [Migrator.Progress] = []
    #expect(try migrator().migrate { seen.append($0) } == 1)
    #expect(seen.first == .waiting)
    // The dead one wakes up: it has nothing left to prolong by surprise.
    #expect(try dead.lease(seconds: 1))
    #expect(try !MigrationLedger(connection: connect(), owner: "other").lease(seconds: 1))
  }
}

@Suite struct StatementSplitterTests {
  @Test(
    arguments: [
      ("", []), ("-- only; a comment\n# and; one\n/* and;\n */", []), ("a;", ["a"]),
      ("a;\nb;  \nc ;\t\r\n", ["a", "b", "c "]), ("a; b;", ["a; b"]), (";\n;\na;", ["a"]),
      ("s ';\n' t;", ["s ';\n' t"]), ("s '\\';\n' t;", ["s '\\';\n' t"]),
      ("s ''';\n' t;", ["s ''';\n' t"]), ("s \";\n\";\n`;\n`;", ["s \";\n\"", "`;\n`"]),
      ("a -- x;\n;", ["a -- x;\n"]), ("a--;\n", ["a--"]),
      ("中文 '；';\n", ["中文 '；'"]),
      ("/*! a */;", ["/*! a */"]), ("a -- no end;", nil), ("a", nil), ("a;\nb", nil), ("'a;", nil),
      ("/* a;", nil), ("x /* ;\n */;", ["x /* ;\n */"]),
    ] as [(String, [String]?)])
  func cutsAtTheEndOfALine(text: String, statements: [String]?) {
    let trimmed = StatementSplitter.split(text)?.map {
      $0.trimmingCharacters(in: .newlines)
    }
    #expect(trimmed == statements?.map { $0.trimmingCharacters(in: .newlines) })
  }
}
