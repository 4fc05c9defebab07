import Settings
package import WebAPI

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
  private static let level = Permission.code(
    "member.level", describedAs: "Set the levels 设置会员等级")

  /// The table, in the order of the API document.
  package static func table(_ environment: CentreEnvironment) -> [Route] {
    members + points(environment) + coupons
  }

  private static let members: [Route] = [
    .post(
      "/member/register", register, "Register a member by phone number",
      body: RegisterMemberRequest.self, creates: true, RegisterMember.run),
    .get("/member/{id}", read, "One member") { call in
      try MemberQueries.member(call.pathID(), on: call.database)
    },
    .get(
      "/member/list", read, "Members, newest first, phone numbers masked",
      query: MemberListQuery.self, MemberList.read),
    .get(
      "/member/{id}/point/list", read, "A member's changes of points, oldest first",
      query: PointListQuery.self, MemberQueries.points),
    .get("/member/level/list", read, "The levels, lowest first") { call in
      LevelAnswer.list(try LevelStore.read(on: call.database))
    },
    .put(
      "/member/level", level, "Replace the table of levels", body: ReplaceLevelsRequest.self,
      ReplaceLevels.run),
  ]

  private static func points(_ environment: CentreEnvironment) -> [Route] {
    let byHand = ChangePoints(
      calendar: environment.calendar,
      dailyLimit: Int64(environment.configuration.pointChangeLimit),
      anyNumber: anyPoints.code ?? "")
    return [
      .post(
        "/member/point/change", point, "Change points; each reason and ref_no once",
        body: ChangePointsRequest.self, byHand.run
      ).heeding(anyPoints)
    ]
  }

  private static let coupons: [Route] = [
    .post(
      "/member/coupon/template/create", template, "Make a kind of coupon",
      body: CreateTemplateRequest.self, creates: true, Coupons.createTemplate),
    .get(
      "/member/coupon/template/list", read, "Kinds of coupons, newest first",
      query: TemplateListQuery.self, TemplateStore.list),
    .post(
      "/member/coupon", coupon, "Claim a coupon for a member", body: ClaimCouponRequest.self,
      creates: true, Coupons.claim),
    .get(
      "/member/coupon", read, "A member's coupons, newest first", query: CouponListQuery.self,
      CouponList.read),
    .post(
      "/member/coupon/use", coupon, "Use a coupon for a purchase outside of this house",
      body: UseCouponRequest.self, Coupons.use),
  ]
}
