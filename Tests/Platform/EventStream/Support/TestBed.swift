import EventStream
import Foundation
import MariaDBClient
import RedisClient
import StackKit
import StoreKit
import Synchronization
import Threads

/// A database and a Redis of one test's own, and what the tests do with them.
final class TestBed: @unchecked Sendable {
  let server: PrivateMariaDB
  let redis: PrivateRedis
  let name: String
  private let ownsServer: Bool
  private static let count = Mutex(0)

  /// - Parameter ownDatabaseServer: for tests that kill it
  init(ownDatabaseServer: Bool = false) throws {
    ownsServer = ownDatabaseServer
    server = ownDatabaseServer ? try Stores.mariaDB() : try Stores.sharedDatabase.get()
    redis = try PrivateRedis()
    let number = Self.count.withLock { count in
      count += 1
      return count
    }
    name = "events_\(number)"
    let root = DatabaseConnection(settings: server.options(database: "mysql"))
    try root.administer("CREATE DATABASE \(name)")
    let own = connect()
    for statement in try Stores.platformSchema() { try own.administer(statement) }
    // Without a unique key: a double shows.
    try own.administer(
      "CREATE TABLE effect (id BIGINT AUTO_INCREMENT PRIMARY KEY, consumer VARCHAR(32), "
        + "number BIGINT, at DATETIME(6) DEFAULT CURRENT_TIMESTAMP(6), KEY (consumer, number))")
    try own.administer("CREATE TABLE acked (number BIGINT PRIMARY KEY, at DATETIME(6))")
  }

  deinit {
    redis.stop()
    if ownsServer { server.stop() }
  }

  var options: DatabaseOptions { server.options(database: name) }

  func connect() -> DatabaseConnection { DatabaseConnection(settings: options) }
  func connectRedis() -> RedisConnection { redis.connect() }
  func service() -> BackgroundService {
    BackgroundService(database: options, redis: redis.options())
  }

  static let effectSQL = SQL("test.effect", "INSERT INTO effect (consumer, number) VALUES (?, ?)")

  /// A group whose effect is one row an event.
  func group(
    _ name: String = "watch",
    _ check: @escaping @Sendable (Int64, DeliveryContext) throws -> Void = { _, _ in }
  ) -> ConsumerGroup {
    ConsumerGroup(
      name: name,
      handlers: [
        EventHandler(Ticked.self) { event, context in
          try context.connection.execute(
            Self.effectSQL, [.text(context.consumer), .int(event.number)])
          try check(event.number, context)
        }
      ])
  }

  /// Writes events in one transaction.
  func tick(_ numbers: some Sequence<Int64>, on connection: DatabaseConnection) throws {
    try Retry.transaction(on: connection) {
      try Outbox.append(
        numbers.map { OutboxEvent(Ticked(number: $0), source: "test", requestID: "r-\($0)") },
        on: connection)
    }
  }

  func one(_ text: String, on connection: DatabaseConnection) throws -> Int {
    Int(try connection.administer(text).first?.first.flatMap { $0 } ?? "") ?? 0
  }

  /// Effects, different numbers among them, so that a double or a loss shows.
  func effects(_ consumer: String = "watch", on connection: DatabaseConnection) throws -> Tally {
    let row = try connection.administer(
      "SELECT COUNT(*), COUNT(DISTINCT number) FROM effect WHERE consumer = '\(consumer)'")
    let cells = row[0].map { Int($0 ?? "") ?? -1 }
    return Tally(rows: cells[0], numbers: cells[1])
  }

  struct Tally: Equatable {
    let rows: Int
    let numbers: Int
    /// Each once.
    static func each(_ count: Int) -> Tally { Tally(rows: count, numbers: count) }
  }

  /// Asks until the answer is yes. Returns after how many seconds, or nil when it never was.
  ///
  /// `seconds` is what a machine with nothing else to do may need; a busy one gets four times that.
  /// Where the time is the aim, compare what is returned.
  func wait(seconds: Double, for condition: () throws -> Bool) rethrows -> Double? {
    try secondsUntil(within: seconds * 4, everyMilliseconds: 10, condition)
  }
}

/// Runs a closure on a thread of its own.
func onThread(_ body: @escaping @Sendable () -> Void) -> BackgroundThread {
  guard let thread = BackgroundThread.start(name: "test", body: body) else {
    preconditionFailure("no thread")
  }
  return thread
}

/// Waits for threads.
func join(_ threads: [BackgroundThread]) {
  threads.forEach { $0.join() }
}
