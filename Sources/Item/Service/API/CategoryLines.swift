import ItemDomain
import MariaDBClient
import Synchronization

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
