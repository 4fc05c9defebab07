import Foundation
import MariaDBClient
import StackKit
import StoreKit
import TestKit
import Testing

/// Several servers to choose from. Each test has servers of its own.
@Suite struct NodeChoiceTests {
  /// Two servers that know nothing of each other; a row in each says which it is.
  private func servers() throws -> [PrivateMariaDB] {
    try (0..<2).map { number in
      let server = try PrivateMariaDB()
      let connection = server.connect()
      try connection.administer("CREATE TABLE place (number INT PRIMARY KEY)")
      try connection.administer("INSERT INTO place VALUES (\(number))")
      return server
    }
  }

  private func options(_ sockets: [String]) -> DatabaseOptions {
    DatabaseOptions(endpoints: sockets.map { .socket($0) }, user: "root", database: "erp")
  }

  private static let place = SQL("place.read", "SELECT number FROM place LIMIT 1")

  private func place(_ connection: DatabaseConnection) throws -> Int64? {
    try connection.first(Self.place) { row throws(DatabaseError) in try row.int() }
  }

  @Test func theFirstThatIsReadyIsUsedAndLaterReturnedTo() throws {
    let servers = try servers()
    defer { servers.forEach { $0.stop() } }
    let options = options(servers.map(\.socket))
    let (one, other) = (
      DatabaseConnection(settings: options), DatabaseConnection(settings: options)
    )
    #expect(try place(one) == 0)
    #expect(try place(other) == 0)
    servers[0].killHard()
    #expect(try place(one) == 1)
    #expect(try place(other) == 1)
    try servers[0].start()
    // A transaction stays where it began, however long it lasts.
    try one.begin()
    #expect(try place(one) == 1)
    #expect(try comesTrue(within: 15, everyMilliseconds: 50) { try place(other) == 0 })
    #expect(try place(one) == 1)
    try one.commit()
    #expect(try place(one) == 0)
  }

  @Test func aTransactionIsRunAgainOnTheNext() throws {
    let servers = try servers()
    defer { servers.forEach { $0.stop() } }
    let connection = DatabaseConnection(settings: options(servers.map(\.socket)))
    var places: [Int64?] = []
    try Retry.transaction(on: connection) {
      places.append(try place(connection))
      if places.count == 1 { servers[0].killHard() }
      _ = try place(connection)
    }
    #expect(places == [0, 1])
  }

  @Test func whenNoneIsThereItIsUnavailable() throws {
    let connection = DatabaseConnection(settings: options(["/nonexistent/1", "/nonexistent/2"]))
    let fault = #expect(throws: DatabaseError.self) { try connection.begin() }
    #expect(fault?.kind == .unavailable)
  }

  /// One that hangs costs the time-out once: the others of the process then know.
  @Test func aSilentServerIsPassedOver() throws {
    let servers = try servers()
    defer { servers.forEach { $0.stop() } }
    var options = options(servers.map(\.socket))
    options.readSeconds = 1
    options.connectSeconds = 1
    let (one, other) = (
      DatabaseConnection(settings: options), DatabaseConnection(settings: options)
    )
    #expect(try place(one) == 0)
    #expect(try place(other) == 0)
    servers[0].process.pause()
    defer { servers[0].process.resume() }
    #expect(throws: DatabaseError.self) { try place(one) }
    #expect(try place(one) == 1)
    let start = ContinuousClock.now
    #expect(try place(other) == 1)
    #expect(ContinuousClock.now - start < .milliseconds(500))
  }

  /// A Galera node without a majority answers, but with error 1047 alone; here it is told to.
  @Test func aNodeThatServesNobodyIsPassedOver() throws {
    let servers = try servers()
    defer { servers.forEach { $0.stop() } }
    servers[0].killHard()
    try servers[0].start(with: [
      "--bind-address=127.0.0.1", "--port=\(ServerProcess.freePort())", "--wsrep-on=ON",
      "--wsrep-provider=/usr/lib/galera/libgalera_smm.so", "--binlog-format=ROW",
      "--innodb-autoinc-lock-mode=2", "--wsrep-node-address=127.0.0.1", "--wsrep-new-cluster",
      "--wsrep-cluster-address=gcomm://",
      "--wsrep-provider-options=gmcast.listen_addr=tcp://127.0.0.1:\(ServerProcess.freePort())",
    ])
    let connection = DatabaseConnection(settings: options(servers.map(\.socket)))
    let alone = servers[0].connect()
    // It answers a while before it serves.
    #expect(comesTrue(within: 60, everyMilliseconds: 50) { (try? place(alone)) == 0 })
    #expect(try place(connection) == 0)
    try servers[0].connect().administer("SET GLOBAL wsrep_reject_queries = ALL")
    let fault = #expect(throws: DatabaseError.self) { try place(alone) }
    #expect(fault?.code == 1047)
    #expect(fault?.kind == .unavailable)
    var places: [Int64?] = []
    try Retry.transaction(on: connection) { places.append(try place(connection)) }
    #expect(places == [1])
    try servers[0].connect().administer("SET GLOBAL wsrep_reject_queries = NONE")
    #expect(try comesTrue(within: 15, everyMilliseconds: 50) { try place(connection) == 0 })
  }
}
