import Synchronization

/// The user centre's door for other centres, called in process and inside their transaction.
///
/// The caller's database user needs SELECT on `org_unit (org_id, path)` and nothing else of this
/// centre.
package enum UserAPI {
  private static let organisationSQL = SQL(
    "org.line", "SELECT path FROM org_unit WHERE org_id = ?")
  /// The ids from an organisation up to its root. There are at most `OrgPath.maximumCount`.
  private static let known = Mutex<[Int64: [Int64]]>([:])

  /// Whether there is such an organisation. No round trip once this process has seen it: an
  /// organisation is never removed.
  package static func hasOrganisation(
    _ id: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> Bool {
    try line(of: id, on: database) != nil
  }

  /// An organisation and those above it, the nearest first; nil where there is none with this id.
  /// No round trip once this process has seen it: an organisation never gets another place.
  package static func line(
    of id: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> [Int64]? {
    if let line = known.withLock({ $0[id] }) { return line }
    let path = try database.first(organisationSQL, [.int(id)]) { row throws(DatabaseError) in
      try row.text()
    }
    guard let path else { return nil }
    let line = Array(path.split(separator: "/").compactMap { Int64($0) }.reversed())
    known.withLock { $0[id] = line }
    return line
  }
}
