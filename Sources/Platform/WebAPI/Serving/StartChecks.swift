import MariaDBClient
import Settings

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
  static func run(_ configuration: Configuration) throws(NewerSchema) {
    let database = DatabaseConnection(settings: DatabaseOptions(configuration.database))
    defer { database.close() }
    if let name = try? SchemaComparison.newer(
      than: InstalledFiles.migrations, on: database
    ).last {
      throw NewerSchema(name: name)
    }
  }
}
