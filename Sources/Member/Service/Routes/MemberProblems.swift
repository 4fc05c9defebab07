/// The member centre's refusals, as clients see them. Its numbers are 85 … 92 and 95 … 99 of each
/// status.
extension ProblemKind {
  static let memberNotFound = ProblemKind(
    404, 85, "member.not_found", en: "There is no such member.", zh: "会员不存在。")
  static let templateNotFound = ProblemKind(
    404, 86, "coupon.template_not_found", en: "There is no such kind of coupon.",
    zh: "优惠券模板不存在。")
  package static let couponNotFound = ProblemKind(
    404, 87, "coupon.not_found", en: "There is no such coupon.", zh: "优惠券不存在。")
  static let memberStoreNotFound = ProblemKind(
    404, 88, "member.store_not_found", en: "There is no such store.", zh: "门店不存在。")
  static let phoneTaken = ProblemKind(
    409, 85, "member.phone_taken", en: "A member with this phone number exists.",
    zh: "该手机号已注册会员。")
  package static let pointsInsufficient = ProblemKind(
    409, 86, "member.points_insufficient", en: "There are not enough points.", zh: "积分不足。")
  package static let pointsLimit = ProblemKind(
    409, 95, "member.points_limit",
    en: "The member would have more than 1,000,000,000,000,000 points, or points of growth.",
    zh: "会员的积分或成长值将超过 1,000,000,000,000,000。")
  static let templateFieldFixed = ProblemKind(
    409, 96, "coupon_template.field_fixed", en: "These fields of a kind of coupon never change.",
    zh: "优惠券模板的这些字段不可更改。")
  static let templateClosed = ProblemKind(
    409, 97, "coupon_template.inactive", en: "No more coupons of this kind are given out.",
    zh: "该优惠券模板已停止发放。")
  static let totalBelowIssued = ProblemKind(
    409, 98, "coupon_template.total_below_issued", en: "More coupons of this kind were given out.",
    zh: "总量不能小于已发放数量。")
  package static let couponNotInStore = ProblemKind(
    409, 99, "coupon.not_in_store", en: "The coupon is not for this store.",
    zh: "该优惠券不适用于本门店。")
  static let couponLimitReached = ProblemKind(
    409, 87, "coupon.limit_reached", en: "No more of these coupons can be claimed.",
    zh: "优惠券已领完或已达领取上限。")
  package static let couponNotYetValid = ProblemKind(
    409, 88, "coupon.not_yet_valid", en: "The coupon is not valid yet.", zh: "优惠券尚未生效。")
  package static let couponUnavailable = ProblemKind(
    409, 89, "coupon.unavailable", en: "The coupon is used, or an order holds it.",
    zh: "优惠券已使用或已被订单占用。")
  package static let couponExpired = ProblemKind(
    409, 90, "coupon.expired", en: "The coupon has expired.", zh: "优惠券已过期。")
  package static let couponBelowThreshold = ProblemKind(
    409, 91, "coupon.below_threshold", en: "The amount is too small for the coupon.",
    zh: "金额未达到优惠券使用门槛。")
  static let memberInactive = ProblemKind(
    409, 92, "member.inactive", en: "This member is not active.", zh: "该会员已停用。")
}

extension MemberRefusal: ProblemConvertible {
  package var problem: Problem {
    switch self {
    case .memberNotFound: Problem(.memberNotFound)
    case .memberInactive: Problem(.memberInactive)
    case .storeNotFound: Problem(.memberStoreNotFound)
    case .storesNotFound(let ids): Self.notFound(stores: ids)
    case .phoneTaken: Problem(.phoneTaken)
    case .pointsInsufficient(let requested, let available):
      Problem(.pointsInsufficient) {
        $0.field("requested", requested)
        $0.field("available", available)
      }
    case .pointsLimit: Problem(.pointsLimit)
    case .pointsConflict: Problem(.documentConflict)
    case .templateNotFound: Problem(.templateNotFound)
    case .couponNotFound: Problem(.couponNotFound)
    case .couponLimitReached(let limit):
      Problem(.couponLimitReached) { $0.field("limit", limit.rawValue) }
    case .couponNotYetValid(let start):
      Problem(.couponNotYetValid) { $0.field("valid_from", start) }
    case .couponUnavailable(let status):
      Problem(.couponUnavailable) { $0.field("status", status.rawValue) }
    case .couponExpired: Problem(.couponExpired)
    case .couponBelowThreshold(let threshold):
      Problem(.couponBelowThreshold) { $0.field("threshold", threshold) }
    case .couponNotInStore: Problem(.couponNotInStore)
    case .templateClosed: Problem(.templateClosed)
    case .templateFieldFixed(let fields): Self.fixed(fields)
    case .totalBelowIssued(let issued):
      Problem(.totalBelowIssued) { $0.field("issued", issued) }
    case .versionStale: Problem(.versionStale)
    }
  }

  private static func notFound(stores: [Int64]) -> Problem {
    return Problem(.memberStoreNotFound, for: stores) { id, writer in
      writer.field("field", "store_ids")
      writer.field("store_id", id)
    }
  }

  private static func fixed(_ fields: [String]) -> Problem {
    return Problem(.templateFieldFixed, for: fields) { $1.field("field", $0) }
  }
}
