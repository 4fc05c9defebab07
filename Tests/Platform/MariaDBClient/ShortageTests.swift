import Foundation
import MariaDBClient
import StoreKit
import Testing

/// The server is there, and yet cannot do what it is asked for now: that passes, so callers are
/// told to come again, and afterwards all goes on. Each test has a server of its own.
@Suite struct ShortageTests {
  private static let forms = SQLSeries("shortage.forms", maximum: 60) { count in
    "SELECT \(count) + ?"
  }
  private static let insert = SQL("shortage.insert", "INSERT INTO shortage (id) VALUES (?)")

  private func sum(_ count: Int, _ connection: DatabaseConnection) throws -> Int64? {
    try connection.first(Self.forms[count], [1]) { row throws(DatabaseError) in try row.int() }
  }

  /// 16,382 by default, of all connections together; here 20 for two of them.
  @Test func withTooManyPreparedFormsTheOldestGo() throws {
    let server = try PrivateMariaDB()
    defer { server.stop() }
    try server.connect().administer("SET GLOBAL max_prepared_stmt_count = 20")
    let connections = [server.connect(), server.connect()]
    // Each has some of its own: one that has none cannot make room for itself.
    for connection in connections {
      for count in 1...5 { #expect(try sum(count, connection) == Int64(count) + 1) }
    }
    for round in 0..<3 {
      for connection in connections {
        for count in 1...60 {
          #expect(try sum(count, connection) == Int64(count) + 1, "round \(round)")
        }
      }
    }
    // Within a transaction too: it goes on.
    try connections[0].begin()
    for count in 1...60 { #expect(try sum(count, connections[0]) == Int64(count) + 1) }
    try connections[0].commit()
  }

  @Test func withoutAnyRoomForFormsItIsUnavailableUntilThereIs() throws {
    let server = try PrivateMariaDB()
    defer { server.stop() }
    let root = server.connect()
    try root.administer("SET GLOBAL max_prepared_stmt_count = 0")
    let connection = server.connect()
    let fault = #expect(throws: DatabaseError.self) { try sum(1, connection) }
    #expect(fault?.kind == .unavailable)
    #expect(fault?.code == 1461)
    try root.administer("SET GLOBAL max_prepared_stmt_count = 100")
    #expect(try sum(1, connection) == 2)
  }

  @Test func aServerThatTakesNoWritesIsUnavailableUntilItDoes() throws {
    let server = try PrivateMariaDB()
    defer { server.stop() }
    let root = server.connect()
    try root.administer("CREATE TABLE shortage (id BIGINT PRIMARY KEY)")
    try root.administer("CREATE USER till@localhost IDENTIFIED VIA mysql_native_password")
    try root.administer("GRANT SELECT, INSERT ON erp.shortage TO till@localhost")
    var options = server.options()
    options.user = "till"
    let connection = DatabaseConnection(settings: options)
    try connection.execute(Self.insert, [1])
    try root.administer("SET GLOBAL read_only = ON")
    let fault = #expect(throws: DatabaseError.self) { try connection.execute(Self.insert, [2]) }
    #expect(fault?.kind == .unavailable)
    #expect(fault?.code == 1290)
    #expect(fault?.mayPass == true)
    // It is read all the same.
    #expect(try sum(1, connection) == 2)
    try root.administer("SET GLOBAL read_only = OFF")
    try connection.execute(Self.insert, [2])
    // What was begun before, and is to be committed after.
    try connection.begin()
    try connection.execute(Self.insert, [3])
    try root.administer("SET GLOBAL read_only = ON")
    let atCommit = #expect(throws: DatabaseError.self) { try connection.commit() }
    #expect(atCommit?.mayPass == true)
    try root.administer("SET GLOBAL read_only = OFF")
    try connection.execute(Self.insert, [3])
  }
}
