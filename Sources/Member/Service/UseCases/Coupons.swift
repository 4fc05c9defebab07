import MemberDomain
import WebAPI

/// Coupon templates and coupons, as clients handle them. Orders go through `MemberAPI`.
enum Coupons {
  /// `POST /member/coupon/template/create`
  static func createTemplate(
    _ call: Call, _ request: CreateTemplateRequest
  ) throws -> CouponTemplate {
    if case .period(let period) = request.validity {
      try call.requireAhead("valid_to", period.end)
    }
    let templateID = try TemplateStore.insert(
      request, createdBy: call.caller.userID, on: call.database)
    return try TemplateStore.template(templateID, on: call.database).template
  }

  /// `POST /member/coupon`: the member's row holds back the same member's other claims, and the
  /// template's counter, taken last, everybody else's.
  static func claim(_ call: Call, _ request: ClaimCouponRequest) throws -> Coupon {
    let (template, now) = try TemplateStore.template(request.templateID, on: call.database)
    guard let member = try MemberStore.lock(request.memberID, on: call.database) else {
      throw MemberRefusal.memberNotFound
    }
    guard member.status == .active else { throw MemberRefusal.memberInactive }
    guard let period = template.validity.period(claimedAt: now) else {
      throw MemberRefusal.couponExpired
    }
    let held = try CouponStore.count(
      of: template.templateID, member: member.memberID, on: call.database)
    guard held < template.perMember else { throw MemberRefusal.couponLimitReached(.perMember) }
    let couponID = try CouponStore.insert(
      template.templateID, member: member.memberID, period, claimedAt: now, on: call.database)
    guard try TemplateStore.countIssued(template.templateID, on: call.database) else {
      throw MemberRefusal.couponLimitReached(.total)
    }
    return try CouponStore.coupon(couponID, on: call.database)
  }

  /// `POST /member/coupon/use`: for a purchase that is not an order of this house. The same again
  /// is no second use.
  static func use(_ call: Call, _ request: UseCouponRequest) throws -> Coupon {
    guard let found = try CouponStore.lock(request.couponID, on: call.database) else {
      throw MemberRefusal.couponNotFound
    }
    let coupon = found.coupon
    if coupon.status == .used, coupon.orderNumber == request.orderNumber { return coupon }
    try coupon.requireUsable(for: nil, at: found.now)
    try CouponStore.use(coupon.couponID, for: request.orderNumber, on: call.database)
    return try CouponStore.coupon(coupon.couponID, on: call.database)
  }
}
