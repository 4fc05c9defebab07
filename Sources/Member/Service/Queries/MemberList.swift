import MariaDBClient
import MemberDomain
import WebAPI

/// `GET /member/list`
enum MemberList {
  private static let listSQL = ListSQL(
    "member.list", select: MemberQueries.columns,
    """
    FROM member m WHERE (? IS NULL OR m.member_id = ?) \
    AND (? IS NULL OR m.phone = ? OR m.phone = ?) AND (? IS NULL OR m.name LIKE ?) \
    AND (? IS NULL OR m.level = ?) \
    AND (? IS NULL OR m.store_id = ?) AND (? IS NULL OR m.status = ?) \
    AND (? IS NULL OR (m.phone_taken > 0) = ?)
    """,
    orders: [
      "-created_at": "m.member_id DESC", "created_at": "m.member_id",
      "-points": "m.points DESC, m.member_id DESC", "points": "m.points, m.member_id",
      "-growth": "m.growth DESC, m.member_id DESC", "growth": "m.growth, m.member_id",
    ])

  static func read(_ call: Call, _ query: MemberFilter) throws -> Page<MemberSummary> {
    let phone = SQLValue.of(query.phones?.first)
    let filters: [SQLValue] =
      .filters(query.memberID) + [phone, phone, .of(query.phones?.last)]
      + .filters(
        SQLValue.containing(query.namePart), query.level, query.storeID, query.status?.rawValue,
        query.isPhoneTaken)
    return try listSQL.page(query.listing, filters, on: call.database) {
      row throws(DatabaseError) in MemberSummary(member: try MemberQueries.member(row))
    }
  }
}
