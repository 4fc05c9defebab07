import FoundationEssentials

/// Whether a database is of this version of the programs.
package enum SchemaComparison {
  private static let appliedSQL = SQL(
    "schema_comparison.applied", "SELECT DISTINCT name FROM schema_migration ORDER BY version")

  /// Migrations that the database has and `directory` has no file for: a newer version made it.
  /// 1 round trip.
  /// - Throws: `DatabaseError`; also when the database has no schema at all
  package static func newer(
    than directory: String, on database: DatabaseConnection
  ) throws(DatabaseError) -> [String] {
    let applied = try database.query(appliedSQL) { row throws(DatabaseError) in try row.text() }
    let known = Set((try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? [])
    return known.isEmpty ? [] : applied.filter { !known.contains($0) }
  }
}
