import Synchronization
import Telemetry

/// Whether MariaDB answers, told apart from whether it has a connection to spare.
struct DatabaseState {
  let state: NodeState
  private let limit: Int64?

  private static let pingSQL = SQL("health.ping", "SELECT @@max_connections")

  init(_ database: DatabaseConnection, limit known: ConnectionLimit) {
    do throws(DatabaseError) {
      let limit = try database.first(Self.pingSQL, []) { row throws(DatabaseError) in
        try row.int()
      }
      known.note(limit)
      state = .up
    } catch {
      state = Self.isRefusal(error.code) ? .noConnection : .down
    }
    limit = known.value
    if state == .noConnection {
      Log.warning("\(reason(in: .english) ?? "")", [("max_connections", LogValue(limit ?? 0))])
    }
  }

  /// All connections are taken, or all that this user may have.
  static func isRefusal(_ code: UInt32) -> Bool { [1040, 1203, 1226].contains(code) }

  /// What the state alone does not say.
  func reason(in language: Language) -> String? {
    guard state == .noConnection else { return nil }
    let number = limit.map { " (max_connections = \($0))" } ?? ""
    return switch language {
    case .english: "MariaDB has no connection free\(number)"
    case .chinese: "MariaDB 没有空闲连接\(number)"
    }
  }
}

/// What MariaDB said of its limit when it last answered: once it refuses, it says no more.
final class ConnectionLimit: Sendable {
  private let last = Mutex<Int64?>(nil)

  var value: Int64? { last.withLock { $0 } }

  func note(_ limit: Int64?) {
    if let limit { last.withLock { $0 = limit } }
  }
}
