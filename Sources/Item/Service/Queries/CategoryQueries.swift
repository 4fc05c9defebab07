import Synchronization

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

  static func exists(_ id: Int64, on database: DatabaseConnection) throws(DatabaseError) -> Bool {
    try database.first(one, [.int(id)]) { row throws(DatabaseError) in try row.int() } != nil
  }
}

/// The lines from the top down to categories, as this process has come to know them. Categories are
/// only ever added, below ones that are there, so that what is known stays true.
enum CategoryLines {
  private static let known = Mutex<[Int64: [Int64]]>([:])

  /// No round trip when all are known, else one for the whole tree.
  static func find(
    _ ids: Set<Int64>, on database: DatabaseConnection
  ) throws(DatabaseError) -> [Int64: [Int64]] {
    if ids.isEmpty { return [:] }
    let found = among(ids)
    if found.count == ids.count { return found }
    let tree = try CategoryQueries.tree(on: database)
    known.withLock { known in
      for id in ids where known[id] == nil {
        if let line = tree.line(to: id) { known[id] = line.map(\.id) }
      }
    }
    return among(ids)
  }

  private static func among(_ ids: Set<Int64>) -> [Int64: [Int64]] {
    known.withLock { known in
      var found: [Int64: [Int64]] = [:]
      for id in ids { if let line = known[id] { found[id] = line } }
      return found
    }
  }
}
