import Settings

/// The member centre's calls.
package enum MemberRoutes {
  private static let read = Permission.code(
    "member.read", describedAs: "Read members, points and coupons 查看会员")
  private static let register = Permission.code(
    "member.register", describedAs: "Register members 注册会员")
  private static let point = Permission.code(
    "member.point", describedAs: "Change points 变更积分")
  private static let anyPoints = Permission.code(
    "member.point_any",
    describedAs: "Change more points by hand than the limit of the day 突破手工积分每日上限")
  private static let coupon = Permission.code(
    "member.coupon", describedAs: "Give and use coupons 发放与核销优惠券")
  private static let template = Permission.code(
    "member.coupon_template", describedAs: "Make kinds of coupons 创建优惠券模板")
  private static let void = Permission.code(
    "member.coupon_void", describedAs: "Declare coupons void 作废优惠券")
  private static let level = Permission.code(
    "member.level", describedAs: "Set the levels 设置会员等级")

  /// The table, in the order of the API document.
  package static func table(_ environment: CentreEnvironment) -> [Route] {
    members + points(environment) + coupons
  }

  private static let members: [Route] = [
    .post(
      "/member/register", register, "Register a member by phone number 按手机号登记会员",
      body: RegisterMemberRequest.self, creates: true, Members.register
    )
    .refusing(.memberStoreNotFound, .phoneTaken),
    .get("/member/{id}", read, "One member 单个会员") { call in
      try MemberQueries.member(call.pathID(), on: call.database)
    }
    .refusing(.memberNotFound),
    .get(
      "/member/list", read, "Members, newest first, phone numbers masked 会员列表，新的在前，号码脱敏",
      query: MemberFilter.self, MemberQueries.list),
    .get(
      "/member/{id}/point/list", read, "A member's changes of points, oldest first 会员的积分流水，旧的在前",
      query: PointFilter.self, MemberQueries.points
    )
    .refusing(.memberNotFound),
    .get(
      "/member/level/list", read, "The levels, lowest first 等级表，从低到高", MemberQueries.levels),
    .put(
      "/member/level", level, "Replace the table of levels 替换等级表", body: ReplaceLevelsRequest.self,
      Members.replaceLevels),
  ]

  private static func points(_ environment: CentreEnvironment) -> [Route] {
    let byHand = ChangePoints(
      calendar: environment.calendar,
      dailyLimit: Int64(environment.configuration.pointChangeLimit),
      anyNumber: anyPoints.code ?? "")
    return [
      .post(
        "/member/point/change", point, "Change points; each reason and ref_no once 变动积分，同一原因和单号仅一次",
        body: ChangePointsRequest.self, byHand.run
      ).heeding(anyPoints)
        .refusing(.memberNotFound, .documentConflict, .pointsInsufficient, .pointsLimit)
    ]
  }

  private static let coupons: [Route] = [
    .post(
      "/member/coupon/template/create", template, "Make a kind of coupon 新建优惠券模板",
      body: CreateTemplateRequest.self, creates: true, Coupons.createTemplate
    )
    .refusing(.templateNotFound, .memberStoreNotFound),
    .get(
      "/member/coupon/template/list", read, "Kinds of coupons, newest first 优惠券模板列表，新的在前",
      query: TemplateFilter.self, CouponQueries.templates),
    .get(
      "/member/coupon/template/{id}", read, "One kind of coupon 单个优惠券模板", Coupons.template
    )
    .refusing(.templateNotFound),
    .put(
      "/member/coupon/template/{id}", template,
      "Change a kind of coupon's name, total, limit a member, or close it 修改优惠券模板的名称、总量、限领，或将其关闭",
      body: TemplateChangesRequest.self, Coupons.updateTemplate
    )
    .refusing(.templateNotFound, .templateFieldFixed, .totalBelowIssued),
    .post(
      "/member/coupon/void", void, "Declare a coupon void, or all of a kind 作废一张或一种优惠券",
      body: VoidCouponsRequest.self, Coupons.void
    )
    .refusing(.couponNotFound, .templateNotFound, .documentConflict),
    .post(
      "/member/coupon", coupon, "Claim a coupon for a member 为会员领取优惠券",
      body: ClaimCouponRequest.self,
      creates: true, Coupons.claim
    )
    .refusing(
      .templateNotFound, .memberNotFound, .couponExpired, .couponLimitReached, .templateClosed,
      .memberInactive),
    .get(
      "/member/coupon", read, "A member's coupons, newest first 会员的优惠券，新的在前",
      query: CouponFilter.self,
      CouponQueries.coupons),
    .post(
      "/member/coupon/use", coupon, "Use a coupon for a purchase outside of this house 在外部消费中使用优惠券",
      body: UseCouponRequest.self, Coupons.use
    )
    .refusing(
      .couponNotFound, .couponBelowThreshold, .couponExpired, .couponNotYetValid, .couponUnavailable
    ),
  ]
}
