import MariaDBClient
import Processes

/// Puts the loaded tables in the place of those that are there, which stay in a database of their
/// own: one statement, all or nothing, however large they are.
struct TableSwap {
  static let before = "erp_before_restore"

  let database: DatabaseConnection
  let scratch: ScratchDatabase

  private static let namesSQL = SQL(
    "restore.table_names",
    "SELECT table_name FROM information_schema.tables WHERE table_schema = ? ORDER BY table_name")

  /// Makes room for the old tables; those of the restore before go now.
  /// - Throws: `DatabaseError`
  func prepare() throws(DatabaseError) {
    try scratch.connection.administer("DROP DATABASE IF EXISTS \(Self.before)")
    try scratch.connection.administer("CREATE DATABASE \(Self.before) \(ScratchDatabase.charset)")
  }

  /// Nobody may write meanwhile.
  /// - Throws: `DatabaseError`; then nothing is replaced
  func run() throws(DatabaseError) {
    let own = database.options.database
    let old = try names(in: own).map { "\(own).`\($0)` TO \(Self.before).`\($0)`" }
    let new = try names(in: scratch.name).map { "\(scratch.name).`\($0)` TO \(own).`\($0)`" }
    // Somebody who still reads, such as an audit, is waited for, but not for ever.
    try scratch.connection.administer("SET SESSION lock_wait_timeout = 60")
    try scratch.connection.administer("RENAME TABLE \((old + new).joined(separator: ", "))")
    scratch.connection.close()
    mark()
  }

  /// In the binary log this tells whoever replays it that the tables are others from here on.
  private func mark() {
    let marking = DatabaseConnection(settings: database.options)
    do throws(DatabaseError) { try marking.administer("DROP TABLE IF EXISTS restored_here") } catch
    {
      Terminal.complain(
        Terminal.words(
          "erp: the restore is not marked in the binary log: \(error)", "erp: 恢复未记入二进制日志：\(error)"))
    }
  }

  private func names(in schema: String) throws(DatabaseError) -> [String] {
    try database.query(Self.namesSQL, [.text(schema)]) { row throws(DatabaseError) in
      try row.text()
    }
  }
}
