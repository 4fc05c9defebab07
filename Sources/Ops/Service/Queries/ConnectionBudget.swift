package import Settings
import Telemetry

/// How many of MariaDB's connections the programs of one machine may use at once.
package enum ConnectionBudget {
  /// The centres and `erp-auth`: each of their threads holds one.
  private static let threadedPrograms = Programs.names.count { !["relay", "worker"].contains($0) }
  /// Relay, worker, the operator's commands, monitoring, and some air.
  private static let others = 30

  package static func needed(threads: Int) -> Int { threadedPrograms * threads + others }

  /// Says in the log when MariaDB has fewer; while it is away nothing.
  package static func tell(_ configuration: Configuration) {
    let database = DatabaseConnection(settings: DatabaseOptions(configuration.database))
    defer { database.close() }
    let needed = needed(threads: configuration.threads)
    guard let info = try? DatabaseInfo.read(on: database), info.connectionsMax < needed else {
      return
    }
    Log.error(
      "MariaDB has too few connections: raise max_connections, or lower ERP_THREADS",
      [("max_connections", LogValue(info.connectionsMax)), ("needed", LogValue(needed))])
  }
}
