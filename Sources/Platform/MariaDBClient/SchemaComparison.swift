import FoundationEssentials

/// Whether a database is of this version of the programs.
package enum SchemaComparison {
  private static let appliedSQL = SQL(
    "schema_comparison.applied", "SELECT DISTINCT name FROM schema_migration ORDER BY version")

  /// Migrations that the database has and `directory` has no file for: a newer version made it.
  /// 1 round trip; none where the folder holds nothing.
  /// - Throws: `DatabaseError`; also when the database has no schema at all
  package static func newer(
    than directory: String, on database: DatabaseConnection
  ) throws(DatabaseError) -> [String] {
    let known = Set((try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? [])
    // A build's folder has no files to compare with: MariaDB need not be asked.
    if known.isEmpty { return [] }
    let applied = try database.query(appliedSQL) { row throws(DatabaseError) in try row.text() }
    return applied.filter { !known.contains($0) }
  }
}
