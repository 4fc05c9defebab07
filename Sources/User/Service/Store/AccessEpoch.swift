import MariaDBClient

/// Tells the token checkers that something changed which may concern every user.
enum AccessEpoch {
  private static let moveSQL = SQL(
    "access_epoch.move", "UPDATE access_epoch SET epoch = epoch + 1 WHERE id = 1")

  /// Call it last in the transaction: everybody who does waits for the others.
  static func move(on database: DatabaseConnection) throws(DatabaseError) {
    try database.execute(moveSQL)
  }
}
