import Foundation
import StackKit

/// A session of the database that keeps rows locked until it is let go.
final class RowKeeper: Sendable {
  private let stack: Stack
  private let statement: String
  private let gone = DispatchSemaphore(value: 0)

  /// Returns once the rows are locked.
  /// - Parameter rows: the statement that locks them, such as `SELECT … FOR UPDATE`
  init(_ stack: Stack, _ rows: String) throws {
    self.stack = stack
    statement = "SELECT SLEEP(60) AS keeper_\(UInt32.random(in: 0...UInt32.max))"
    let (statement, gone) = (self.statement, self.gone)
    Thread {
      _ = try? stack.sql("BEGIN; \(rows); \(statement); COMMIT")
      gone.signal()
    }.start()
    let end = Date().addingTimeInterval(20)
    while try session() == nil {
      guard Date() < end else { throw StackFault("the rows could not be locked: \(rows)") }
      usleep(20_000)
    }
  }

  /// Whether the rows are still locked.
  var isThere: Bool { get throws { try session() != nil } }

  func letGo() throws {
    guard let session = try session() else { return }
    try stack.sql("KILL \(session)")
    gone.wait()
  }

  private func session() throws -> String? {
    try stack.sql("SELECT id FROM information_schema.processlist WHERE info = '\(statement)'")
      .first?.first
  }
}
