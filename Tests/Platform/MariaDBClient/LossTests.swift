import Foundation
import MariaDBClient
import StoreKit
import Testing

/// The server goes away in every way it can. Each test has a server of its own.
@Suite struct LossTests {
  private static let insert = SQL("loss.insert", "INSERT INTO loss (id) VALUES (?)")
  private static let count = SQL("loss.count", "SELECT COUNT(*) FROM loss")

  private func server() throws -> (PrivateMariaDB, DatabaseConnection) {
    let server = try PrivateMariaDB()
    let connection = server.connect()
    try connection.administer("CREATE TABLE loss (id BIGINT PRIMARY KEY)")
    return (server, connection)
  }

  private func count(_ connection: DatabaseConnection) throws -> Int64? {
    try connection.first(Self.count) { row throws(DatabaseError) in try row.int() }
  }

  @Test func aServerKilledInATransactionEndsItAndIsFoundAgain() throws {
    let (server, connection) = try server()
    defer { server.stop() }
    try connection.execute(Self.insert, [1])
    try connection.begin()
    try connection.execute(Self.insert, [2])
    server.killHard()
    let fault = #expect(throws: DatabaseError.self) { try connection.execute(Self.insert, [3]) }
    #expect(fault?.kind == .unavailable)
    #expect(connection.inTransaction)
    // Still in the transaction that is no more: nothing may slip through on a new connection.
    try server.start()
    #expect(throws: DatabaseError.self) { try connection.execute(Self.insert, [4]) }
    let atCommit = #expect(throws: DatabaseError.self) { try connection.commit() }
    #expect(atCommit?.kind == .unavailable)
    #expect(!connection.inTransaction)
    // Statements are prepared anew.
    #expect(try count(connection) == 1)
    try connection.execute(Self.insert, [5])
    server.killHard()
    let refused = #expect(throws: DatabaseError.self) { try count(connection) }
    #expect(refused?.kind == .unavailable)
    try server.start()
    #expect(try count(connection) == 2)
  }

  @Test func aRestartBetweenRequestsIsNotNoticed() throws {
    let (server, connection) = try server()
    defer { server.stop() }
    try connection.execute(Self.insert, [1])
    server.killHard()
    try server.start()
    try connection.execute(Self.insert, [2])
    server.killHard()
    try server.start()
    try Retry.transaction(on: connection) { try connection.execute(Self.insert, [3]) }
    #expect(try count(connection) == 3)
  }

  @Test func aKilledSessionInATransactionIsRunAgain() throws {
    let (server, connection) = try server()
    defer { server.stop() }
    let killer = server.connect()
    var runs = 0
    try Retry.transaction(on: connection) {
      runs += 1
      try connection.execute(Self.insert, [1])
      if runs == 1 {
        let id = try connection.administer("SELECT CONNECTION_ID()")[0][0] ?? ""
        try killer.administer("KILL CONNECTION \(id)")
      }
      try connection.execute(Self.insert, [2])
    }
    #expect(runs == 2)
    #expect(try count(connection) == 2)
    // Killed just before the commit: known not to have happened.
    runs = 0
    try Retry.transaction(on: connection) {
      runs += 1
      try connection.execute(Self.insert, [3])
      if runs == 1 {
        let id = try connection.administer("SELECT CONNECTION_ID()")[0][0] ?? ""
        try killer.administer("KILL CONNECTION \(id)")
        usleep(100_000)
      }
    }
    #expect(runs == 2)
    #expect(try count(connection) == 3)
  }

  @Test func aSilentServerIsATimeOutAndNotAHang() throws {
    let (server, _) = try server()
    defer { server.stop() }
    var options = server.options()
    options.readSeconds = 1
    let connection = DatabaseConnection(settings: options)
    #expect(try count(connection) == 0)
    server.process.pause()
    let start = ContinuousClock.now
    #expect(throws: DatabaseError.self) { try count(connection) }
    let fault = #expect(throws: DatabaseError.self) {
      try Retry.transaction(on: connection) { try connection.execute(Self.insert, [1]) }
    }
    #expect(fault?.kind == .unavailable)
    #expect(ContinuousClock.now - start < .seconds(8))
    server.process.resume()
    #expect(try count(connection) == 0)
    try connection.execute(Self.insert, [1])
  }

  @Test(arguments: [SocketProxy.Cut.before, .after])
  func aCommitThatIsCutOffIsUnknown(cut: SocketProxy.Cut) throws {
    let (server, direct) = try server()
    defer { server.stop() }
    let proxy = try SocketProxy(path: server.folder + "/proxy", to: server.socket)
    var options = server.options()
    options.endpoints = [.socket(proxy.path)]
    let connection = DatabaseConnection(settings: options)
    var runs = 0
    let fault = #expect(throws: DatabaseError.self) {
      try Retry.transaction(on: connection) {
        runs += 1
        try connection.execute(Self.insert, [1])
        proxy.cut(cut, at: "COMMIT")
      }
    }
    #expect(fault?.kind == .commitUnknown)
    #expect(runs == 1)
    #expect(!connection.inTransaction)
    usleep(400_000)
    #expect(try count(direct) == (cut == .after ? 1 : 0))
    // The same for a statement that is its own transaction.
    _ = try count(connection)
    let replace = SQL("loss.replace", "REPLACE INTO loss (id) VALUES (?)")
    try connection.execute(replace, [8])
    proxy.cut(cut, at: "\u{17}")  // COM_STMT_EXECUTE
    let single = #expect(throws: DatabaseError.self) { try connection.execute(replace, [9]) }
    #expect(single?.kind == .commitUnknown)
    try connection.execute(replace, [9])
  }

  @Test func aServerKilledWhileRowsAreReadIsUnavailable() throws {
    let (server, connection) = try server()
    defer { server.stop() }
    let many = SQL("loss.many", "SELECT seq, REPEAT('x', 5000) FROM seq_1_to_100000")
    var rows = 0
    let fault = #expect(throws: DatabaseError.self) {
      try connection.fetch(many) { _ throws(DatabaseError) in
        rows += 1
        if rows == 10 { server.killHard() }
        return true
      }
    }
    #expect(fault?.kind == .unavailable)
    #expect(rows < 100_000)
    try server.start()
    #expect(try count(connection) == 0)
  }

  @Test func nobodyThereIsUnavailable() throws {
    let connection = DatabaseConnection(
      settings: DatabaseOptions(endpoint: .socket("/nonexistent"), user: "x", database: "y"))
    let fault = #expect(throws: DatabaseError.self) { try connection.begin() }
    #expect(fault?.kind == .unavailable)
    #expect(!connection.inTransaction)
  }
}
