/// Where the server keeps its data.
package enum DataFolder {
  private static let sql = SQL("server.data_folder", "SELECT @@datadir")

  /// The folder's path, or nil where the server is on another machine. One round trip.
  package static func path(on database: DatabaseConnection) throws(DatabaseError) -> String? {
    guard case .socket? = database.options.endpoints.first else { return nil }
    return try database.first(sql) { row throws(DatabaseError) in try row.text() }
  }
}
