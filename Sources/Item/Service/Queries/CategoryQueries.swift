import ItemDomain
import MariaDBClient

/// Reads categories.
enum CategoryQueries {
  private static let all = SQL(
    "category.all", "SELECT category_id, parent_id, name FROM category ORDER BY name, category_id")
  private static let one = SQL(
    "category.exists", "SELECT category_id FROM category WHERE category_id = ?")

  static func tree(on database: DatabaseConnection) throws(DatabaseError) -> CategoryTree {
    CategoryTree(try list(on: database))
  }

  static func list(
    on database: DatabaseConnection
  ) throws(DatabaseError) -> [CategoryTree.Category] {
    try database.query(all, []) { row throws(DatabaseError) in
      CategoryTree.Category(
        id: try row.int(), parentID: try row.int(), name: try row.text())
    }
  }

  static func exists(
    _ id: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> Bool {
    try database.first(one, [.int(id)]) { row throws(DatabaseError) in try row.int() } != nil
  }
}
