/// `POST /member/coupon`
struct ClaimCouponRequest: RequestBody {
  let templateID: Int64
  let memberID: Int64

  init(from fields: inout Fields) {
    templateID = fields.id("template_id")
    memberID = fields.id("member_id")
  }
}

/// `POST /member/coupon/use`
struct UseCouponRequest: RequestBody {
  let couponID: Int64
  let orderNumber: String

  init(from fields: inout Fields) {
    couponID = fields.id("coupon_id")
    orderNumber = fields.code("order_no", 1...64, .code)
  }
}

/// `POST /member/coupon/void`: one coupon, or all of a kind.
struct VoidCouponsRequest: RequestBody {
  let number: String
  let couponID: Int64?
  let templateID: Int64?
  let reason: String

  init(from fields: inout Fields) {
    number = fields.code("void_no", 1...64, .code)
    couponID = fields.optionalID("coupon_id")
    templateID = fields.optionalID("template_id")
    reason = fields.text("reason", 1...200)
    if (couponID == nil) == (templateID == nil) {
      fields.refuse(
        "coupon_id",
        .other(
          english: "give either coupon_id or template_id",
          chinese: "必须且只能提供 coupon_id 或 template_id"))
    }
  }
}

/// `GET /member/coupon`
struct CouponFilter: RequestBody {
  let memberID: Int64
  let templateID: Int64?
  let status: CouponStatus?
  let listing: Listing

  init(from fields: inout Fields) {
    memberID = fields.id("member_id")
    templateID = fields.optionalID("template_id")
    status = fields.optionalChoice("status", CouponStatus.self)
    listing = fields.listing(sorts: ["-claimed_at", "valid_to"])
  }
}
