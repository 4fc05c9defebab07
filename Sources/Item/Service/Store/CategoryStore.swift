import MariaDBClient

/// Writes categories.
enum CategoryStore {
  private static let insert = SQL(
    "category.insert", "INSERT INTO category (parent_id, name) VALUES (?, ?)")

  /// - Throws: `duplicateKey` of "category_name"
  static func insert(
    name: String, parentID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> Int64 {
    try database.execute(insert, [.int(parentID), .text(name)]).lastInsertID
  }
}
