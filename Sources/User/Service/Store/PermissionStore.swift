import MariaDBClient
import UserDomain

/// The permissions that the routes of all centres declare, as `erp migrate` wrote them down: this
/// centre may not import the others.
struct PermissionStore {
  let database: DatabaseConnection

  private static let listSQL = SQL(
    "permission.list", "SELECT code, description, is_reading FROM access_permission")
  private static let insertSQL = SQL(
    "permission.insert",
    """
    INSERT INTO access_permission (code, description, is_reading) VALUES (?, ?, ?) \
    ON DUPLICATE KEY UPDATE description = VALUES(description), is_reading = VALUES(is_reading)
    """)
  private static let deleteSQL = SQL(
    "permission.delete", "DELETE FROM access_permission WHERE code = ?")

  func catalogue() throws(DatabaseError) -> PermissionCatalogue {
    PermissionCatalogue(
      try database.query(Self.listSQL) { row throws(DatabaseError) in
        PermissionCatalogue.Entry(
          code: try row.text(), description: try row.text(), isReading: try row.bool())
      })
  }

  /// Makes the table say what `wanted` says; returns whether it did not.
  func write(_ wanted: PermissionCatalogue) throws(DatabaseError) -> Bool {
    let known = Set(try catalogue().entries)
    let missing = wanted.entries.filter { !known.contains($0) }
    for entry in missing {
      try database.execute(
        Self.insertSQL,
        [.text(entry.code), .text(entry.description), .of(entry.isReading)])
    }
    let codes = Set(wanted.entries.map(\.code))
    let gone = known.filter { !codes.contains($0.code) }
    for entry in gone { try database.execute(Self.deleteSQL, [.text(entry.code)]) }
    return !missing.isEmpty || !gone.isEmpty
  }
}
