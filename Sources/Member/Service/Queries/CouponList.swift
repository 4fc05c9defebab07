import MariaDBClient
import MemberDomain
import WebAPI

/// `GET /member/coupon`: one member's coupons.
enum CouponList {
  private static let listSQL = ListSQL(
    "coupon.list", select: CouponStore.columns,
    """
    FROM coupon c JOIN coupon_template t ON t.template_id = c.template_id \
    WHERE c.member_id = ? AND (? IS NULL OR c.template_id = ?) AND (? IS NULL \
    OR IF(c.status = 'issued' AND c.valid_to <= NOW(6), 'expired', c.status) = ?)
    """,
    orders: [
      "-claimed_at": "c.coupon_id DESC", "claimed_at": "c.coupon_id",
      "valid_to": "c.valid_to, c.coupon_id", "-valid_to": "c.valid_to DESC, c.coupon_id DESC",
    ])

  static func read(_ call: Call, _ query: CouponFilter) throws -> Page<Coupon> {
    try listSQL.page(
      query.listing,
      [.int(query.memberID)] + .filters(query.templateID, query.status?.rawValue),
      on: call.database, CouponStore.coupon)
  }
}
