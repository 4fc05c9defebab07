package import MariaDBClient
import MemberDomain

extension MemberAPI {
  private static let knownSQL = SQLList("member.known", maximum: 50) { count in
    "SELECT member_id, status FROM member WHERE member_id IN (\(SQLSeries.repeated("?", count)))"
  }

  /// Those of the members that there are, and whether each is active; without locking anything.
  /// 1 round trip for up to 50.
  package static func known(
    _ memberIDs: [Int64], on database: DatabaseConnection
  ) throws(DatabaseError) -> [Int64: Bool] {
    var found: [Int64: Bool] = [:]
    for range in knownSQL.chunks(of: memberIDs.count) {
      let values = memberIDs[range].map { SQLValue.int($0) }
      let rows = try database.query(knownSQL[range.count], values) { row throws(DatabaseError) in
        let status: MemberStatus = try StoredCode.read(row.text(1))
        return (try row.int(), status == .active)
      }
      for (id, isActive) in rows { found[id] = isActive }
    }
    return found
  }
}
