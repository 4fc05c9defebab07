/// Lists of coupons, and of their kinds.
enum CouponQueries {
  private static let couponsSQL = ListSQL(
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

  private static let templatesSQL = ListSQL(
    "coupon_template.list", select: TemplateStore.columns,
    """
    FROM coupon_template \
    WHERE (? IS NULL OR store_ids IS NULL OR JSON_OVERLAPS(store_ids, ?)) \
    AND (? IS NULL OR status = ?)
    """,
    orders: ["-created_at": "template_id DESC", "created_at": "template_id"])

  /// `GET /member/coupon`: one member's coupons.
  static func coupons(_ call: Call, _ query: CouponFilter) throws -> Page<Coupon> {
    try couponsSQL.page(
      query.listing,
      [.int(query.memberID)] + .filters(query.templateID, query.status?.rawValue),
      on: call.database, CouponStore.coupon)
  }

  /// `GET /member/coupon/template/list`
  static func templates(_ call: Call, _ query: TemplateFilter) throws -> Page<CouponTemplate> {
    try templatesSQL.page(
      query.listing, .filters(call.caller.scope.storesAsJSON, query.status?.rawValue),
      on: call.database, TemplateStore.template)
  }
}
