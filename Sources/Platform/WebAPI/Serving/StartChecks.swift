import FoundationEssentials
package import MariaDBClient
import Settings
import Telemetry

/// What a program asks MariaDB before it serves. A MariaDB that is away is no fault of the start:
/// programs wait for it.
enum StartChecks {
  /// The database was made by a newer version: nothing that this one writes would be right.
  struct NewerSchema: Error, CustomStringConvertible {
    let name: String

    var description: String {
      "the database is of a newer version (it has \(name)); install that version, or restore a "
        + "backup of this one: erp restore. 数据库版本比程序新，请安装对应版本或恢复旧备份"
    }
  }

  /// - Throws: `NewerSchema`
  static func run(_ program: String, _ configuration: Configuration) throws(NewerSchema) {
    let database = DatabaseConnection(settings: DatabaseOptions(configuration.database))
    defer { database.close() }
    if let name = try? SchemaComparison.newer(than: migrations, on: database).last {
      throw NewerSchema(name: name)
    }
    if program == "erp-ops" { tellConnections(configuration, database) }
  }

  /// Beside the programs: `/usr/share/erp/sql/migrations` for `/usr/lib/erp/erp-order`. A build's
  /// folder has none, and nothing is compared.
  private static var migrations: String {
    let program =
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    let prefix = program.split(separator: "/").dropLast(3).joined(separator: "/")
    return "/\(prefix)/share/erp/sql/migrations"
  }

  /// All programs share MariaDB's connections: one of them tells when they are too few.
  private static func tellConnections(
    _ configuration: Configuration, _ database: DatabaseConnection
  ) {
    let needed = ConnectionBudget.needed(threads: configuration.threads)
    guard let limit = try? ConnectionBudget.limit(on: database), limit < needed else { return }
    Log.error(
      "MariaDB has too few connections: raise max_connections, or lower ERP_THREADS",
      [("max_connections", LogValue(limit)), ("needed", LogValue(needed))])
  }
}

/// How many of MariaDB's connections the programs of one machine may use at once.
package enum ConnectionBudget {
  private static let limitSQL = SQL("connection_budget.limit", "SELECT @@max_connections")

  /// Programs whose threads each hold one: the centres and `erp-auth`.
  private static let threadedPrograms = 13
  /// Relay, worker, the operator's commands, monitoring, and some air.
  private static let others = 30

  package static func needed(threads: Int) -> Int { threadedPrograms * threads + others }

  /// - Throws: `DatabaseError`
  package static func limit(on database: DatabaseConnection) throws(DatabaseError) -> Int {
    try database.first(limitSQL, []) { row throws(DatabaseError) in try row.count() } ?? 0
  }
}
