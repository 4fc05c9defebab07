import Kernel
import MariaDBClient
import MemberDomain
import WebAPI

/// `GET /member/list`
enum MemberList {
  /// A filter that is not given is NULL, and the optimiser drops its half of the condition.
  private static let conditions = """
    (? IS NULL OR m.member_id = ?) AND (? IS NULL OR m.phone = ?) \
    AND (? IS NULL OR m.name LIKE ?) AND (? IS NULL OR m.level = ?) \
    AND (? IS NULL OR m.store_id = ?) AND (? IS NULL OR m.status = ?)
    """
  private static let countSQL = SQL(
    "member.count", "SELECT COUNT(*) FROM member m WHERE \(conditions)")

  /// A statement for each order that a client may ask for.
  private static let listSQL: [String: SQL] = {
    func statement(_ name: StaticString, _ order: String) -> SQL {
      SQL(
        name,
        """
        SELECT \(MemberQueries.columns) FROM member m WHERE \(conditions) \
        ORDER BY \(order) LIMIT ? OFFSET ?
        """)
    }
    return [
      "-created_at": statement("member.list_newest", "m.member_id DESC"),
      "created_at": statement("member.list_oldest", "m.member_id"),
      "-points": statement("member.list_richest", "m.points DESC, m.member_id DESC"),
      "points": statement("member.list_poorest", "m.points, m.member_id"),
      "-growth": statement("member.list_highest", "m.growth DESC, m.member_id DESC"),
      "growth": statement("member.list_lowest", "m.growth, m.member_id"),
    ]
  }()

  static func read(_ call: Call, _ query: MemberListQuery) throws -> Page<MemberSummary> {
    let page = query.listing.page
    let key = (query.listing.isDescending ? "-" : "") + query.listing.sort
    let values = values(query)
    let total = try call.database.first(countSQL, values) { row throws(DatabaseError) in
      try row.int(0)
    }
    guard let total, total > page.offset, let sql = listSQL[key] else {
      return Page([], of: total ?? 0, page)
    }
    let rows = try call.database.query(sql, values + [.of(page.size), .of(page.offset)]) {
      row throws(DatabaseError) in MemberSummary(member: try MemberQueries.member(row))
    }
    return Page(rows, of: total, page)
  }

  private static func values(_ query: MemberListQuery) -> [SQLValue] {
    let single: [SQLValue] = [
      .of(query.memberID), .of(query.phone?.text), .of(query.namePart.map(containing)),
      .of(query.level), .of(query.storeID), .of(query.status?.rawValue),
    ]
    return single.flatMap { [$0, $0] }
  }

  /// A LIKE pattern for names that contain `part`, which may hold the pattern's own signs.
  private static func containing(_ part: String) -> String {
    var pattern = "%"
    for scalar in part.unicodeScalars {
      if scalar == "%" || scalar == "_" || scalar == "\\" { pattern.unicodeScalars.append("\\") }
      pattern.unicodeScalars.append(scalar)
    }
    return pattern + "%"
  }
}
