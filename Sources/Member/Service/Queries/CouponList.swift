import Kernel
import MariaDBClient
import MemberDomain
import WebAPI

/// `GET /member/coupon`: one member's coupons.
enum CouponList {
  private static let rows = """
    (SELECT \(CouponStore.columns) FROM coupon c \
    JOIN coupon_template t ON t.template_id = c.template_id WHERE c.member_id = ? \
    AND (? IS NULL OR c.template_id = ?) AND (? IS NULL \
    OR IF(c.status = 'issued' AND c.valid_to <= NOW(6), 'expired', c.status) = ?))
    """
  private static let countSQL = SQL("coupon.count", "SELECT COUNT(*) FROM \(rows) AS found")
  private static let newestSQL = SQL(
    "coupon.list_newest", "\(rows) ORDER BY coupon_id DESC LIMIT ? OFFSET ?")
  private static let oldestSQL = SQL(
    "coupon.list_oldest", "\(rows) ORDER BY coupon_id LIMIT ? OFFSET ?")
  private static let nextToExpireSQL = SQL(
    "coupon.list_next_to_expire", "\(rows) ORDER BY valid_to, coupon_id LIMIT ? OFFSET ?")
  private static let lastToExpireSQL = SQL(
    "coupon.list_last_to_expire", "\(rows) ORDER BY valid_to DESC, coupon_id DESC LIMIT ? OFFSET ?")

  static func read(_ call: Call, _ query: CouponListQuery) throws -> Page<Coupon> {
    let listing = query.listing
    let sql =
      switch (listing.sort, listing.isDescending) {
      case ("valid_to", false): nextToExpireSQL
      case ("valid_to", true): lastToExpireSQL
      case (_, false): oldestSQL
      case (_, true): newestSQL
      }
    let template = SQLValue.of(query.templateID)
    let status = SQLValue.of(query.status?.rawValue)
    let values: [SQLValue] = [.int(query.memberID), template, template, status, status]
    let total = try call.database.first(countSQL, values) { row throws(DatabaseError) in
      try row.int(0)
    }
    let page = listing.page
    let coupons = try call.database.query(
      sql, values + [.of(page.size), .of(page.offset)], CouponStore.coupon)
    return Page(coupons, of: total ?? 0, page)
  }
}
