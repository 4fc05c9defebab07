import MariaDBClient
import MemberDomain
import WebAPI

/// `GET /member/list`
enum MemberList {
  private static let listSQL = ListSQL(
    "member.list", select: MemberQueries.columns,
    """
    FROM member m WHERE (? IS NULL OR m.member_id = ?) AND (? IS NULL OR m.phone = ?) \
    AND (? IS NULL OR m.name LIKE ?) AND (? IS NULL OR m.level = ?) \
    AND (? IS NULL OR m.store_id = ?) AND (? IS NULL OR m.status = ?)
    """,
    orders: [
      "-created_at": "m.member_id DESC", "created_at": "m.member_id",
      "-points": "m.points DESC, m.member_id DESC", "points": "m.points, m.member_id",
      "-growth": "m.growth DESC, m.member_id DESC", "growth": "m.growth, m.member_id",
    ])

  static func read(_ call: Call, _ query: MemberListQuery) throws -> Page<MemberSummary> {
    let filters: [SQLValue] = .filters(
      query.memberID, query.phone?.text, SQLValue.containing(query.namePart), query.level,
      query.storeID, query.status?.rawValue)
    return try listSQL.page(query.listing, filters, on: call.database) {
      row throws(DatabaseError) in MemberSummary(member: try MemberQueries.member(row))
    }
  }
}
