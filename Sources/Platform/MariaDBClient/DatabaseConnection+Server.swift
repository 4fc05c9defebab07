package import Kernel

extension DatabaseConnection {
  private static let nowSQL = SQL("clock.now", "SELECT NOW(6)")

  /// The database's clock, the only one that decides what has expired. 1 round trip.
  package func now() throws(DatabaseError) -> Instant {
    let now = try first(Self.nowSQL, []) { row throws(DatabaseError) in try row.instant() }
    guard let now else { throw .misuse(Self.nowSQL.name, "gave no row") }
    return now
  }
}

/// Where the server keeps its data.
package enum DataFolder {
  private static let sql = SQL("server.data_folder", "SELECT @@datadir")

  /// The folder's path, or nil where the server is on another machine. One round trip.
  package static func path(on database: DatabaseConnection) throws(DatabaseError) -> String? {
    guard case .socket? = database.options.endpoints.first else { return nil }
    return try database.first(sql) { row throws(DatabaseError) in try row.text() }
  }
}
