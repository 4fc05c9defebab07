/// The permissions that the routes of all centres declare, as `erp migrate` wrote them down: this
/// centre may not import the others.
enum PermissionStore {
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

  static func catalogue(on database: DatabaseConnection) throws(DatabaseError)
    -> PermissionCatalogue
  {
    PermissionCatalogue(
      try database.query(listSQL) { row throws(DatabaseError) in
        PermissionCatalogue.Entry(
          code: try row.text(), description: try row.text(), isReading: try row.bool())
      })
  }

  /// Makes the table say what `wanted` says; returns whether it did not.
  static func write(_ wanted: PermissionCatalogue, on database: DatabaseConnection)
    throws(DatabaseError) -> Bool
  {
    let known = Set(try catalogue(on: database).entries)
    let missing = wanted.entries.filter { !known.contains($0) }
    for entry in missing {
      try database.execute(
        insertSQL,
        [.text(entry.code), .text(entry.description), .of(entry.isReading)])
    }
    let codes = Set(wanted.entries.map(\.code))
    let gone = known.filter { !codes.contains($0.code) }
    for entry in gone { try database.execute(deleteSQL, [.text(entry.code)]) }
    return !missing.isEmpty || !gone.isEmpty
  }
}

/// Tells the token checkers that something changed which may concern every user.
enum AccessEpoch {
  private static let moveSQL = SQL(
    "access_epoch.move", "UPDATE access_epoch SET epoch = epoch + 1 WHERE id = 1")

  /// Call it last in the transaction: everybody who does waits for the others.
  static func move(on database: DatabaseConnection) throws(DatabaseError) {
    try database.execute(moveSQL)
  }
}
