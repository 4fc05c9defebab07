package import MariaDBClient
import Synchronization

/// The user centre's door for other centres, called in process and inside their transaction.
///
/// The caller's database user needs SELECT on `org_unit (org_id)` and nothing else of this centre.
package enum UserAPI {
  private static let organisationSQL = SQL(
    "org.exists", "SELECT org_id FROM org_unit WHERE org_id = ?")
  /// There are at most `OrgPath.maximumCount`.
  private static let known = Mutex<Set<Int64>>([])

  /// Whether there is such an organisation. No round trip once this process has seen it: an
  /// organisation is never removed.
  package static func hasOrganisation(
    _ id: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> Bool {
    if known.withLock({ $0.contains(id) }) { return true }
    let found = try database.first(organisationSQL, [.int(id)]) { row throws(DatabaseError) in
      try row.int(0)
    }
    guard found != nil else { return false }
    known.withLock { _ = $0.insert(id) }
    return true
  }
}
