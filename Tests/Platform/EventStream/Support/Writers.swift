import EventStream
import Foundation
import MariaDBClient
import Synchronization
import Threads

/// Threads that write events as a busy centre does, and know what was acknowledged to them.
final class Writers: @unchecked Sendable {
  private let bed: TestBed
  private let flag = StopSignal()
  private var threads: [BackgroundThread] = []
  private let numbers = Mutex<Set<Int64>>([])
  /// Commits whose outcome the writer did not learn; they are not counted either way.
  private let unknown = Mutex<Set<Int64>>([])

  init(_ bed: TestBed) { self.bed = bed }

  /// - Parameters:
  ///   - delay: what a transaction waits between its insert and its commit, at most, in ms
  ///   - pause: between transactions, in ms
  func start(threads count: Int, delay: Int, pause: Int, rollbacks: Bool = false) {
    for thread in 0..<count {
      threads.append(
        onThread { [self] in
          let connection = bed.connect()
          var number = Int64(thread) * 1_000_000
          while !flag.isRequested {
            number += 1
            write(number, on: connection, delay: delay, rollback: rollbacks && number % 9 == 0)
            usleep(UInt32(pause * 1_000))
          }
        })
    }
  }

  private func write(
    _ number: Int64, on connection: DatabaseConnection, delay: Int, rollback: Bool
  ) {
    do {
      try connection.begin()
      try Outbox.append(
        [OutboxEvent(Ticked(number: number), source: "test", requestID: "w")], on: connection)
      if delay > 0 { usleep(UInt32.random(in: 0..<UInt32(delay * 1_000))) }
      if rollback { return connection.rollback() }
      try connection.commit()
      numbers.withLock { _ = $0.insert(number) }
    } catch {
      connection.rollback()
      unknown.withLock { _ = $0.insert(number) }
    }
  }

  /// Ends the writers. Returns the numbers that were committed.
  func finish() -> Set<Int64> {
    flag.request()
    join(threads)
    return numbers.withLock { $0 }
  }

  /// What a writer could not know.
  var doubtful: Set<Int64> { unknown.withLock { $0 } }
}

extension TestBed {
  /// Waits until every acknowledged event had its effect. Nil when that never came.
  func waitForAll(
    _ acknowledged: Set<Int64>, seconds: Double, on connection: DatabaseConnection
  ) -> Double? {
    wait(seconds: seconds) {
      guard let tally = try? effects(on: connection), tally.numbers >= acknowledged.count else {
        return false
      }
      return (try? missing(acknowledged, on: connection).isEmpty) ?? false
    }
  }

  func missing(
    _ acknowledged: Set<Int64>, on connection: DatabaseConnection
  ) throws -> Set<Int64> {
    let rows = try connection.administer("SELECT DISTINCT number FROM effect")
    return acknowledged.subtracting(rows.compactMap { $0[0].flatMap { Int64($0) } })
  }

  func doubles(on connection: DatabaseConnection) throws -> Int {
    try one(
      "SELECT COUNT(*) FROM (SELECT 1 FROM effect GROUP BY consumer, number HAVING COUNT(*) > 1)"
        + " AS d", on: connection)
  }
}
