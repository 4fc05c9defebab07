import Kernel
import MemberDomain
import WebAPI

/// A member's coupon, with what its template says.
struct Coupon: ObjectAnswer {
  let couponID: Int64
  let templateID: Int64
  let memberID: Int64
  let name: String
  let benefit: CouponBenefit
  let threshold: Money?
  /// Where it holds; empty: in the whole house.
  let storeIDs: Set<Int64>
  /// Past its date it says so, also before the worker came by.
  let status: CouponStatus
  let period: CouponPeriod
  let orderNumber: String?
  let claimedAt: Instant
  let usedAt: Instant?

  static let shape: [AnswerField<Coupon>] = [
    .id("coupon_id") { $0.couponID },
    .id("template_id") { $0.templateID },
    .id("member_id") { $0.memberID },
    .text("name") { $0.name },
    .choice("type") { $0.benefit.kind },
    .optionalDecimal("amount") { $0.benefit.amount },
    .optionalDecimal("rate") { $0.benefit.rate },
    .optionalDecimal("threshold") { $0.threshold },
    .ids("store_ids") { $0.storeIDs.sorted() },
    .choice("status") { $0.status },
    .instant("valid_from") { $0.period.start },
    .instant("valid_to") { $0.period.end },
    .optionalText("order_no") { $0.orderNumber },
    .instant("claimed_at") { $0.claimedAt },
    .optionalInstant("used_at") { $0.usedAt },
  ]
}

extension Coupon {
  /// Refuses a coupon that may not be taken now.
  /// - Parameter amount: of the goods; nil where only the coupon's own state counts
  func requireUsable(for amount: Money?, at time: Instant) throws(MemberRefusal) {
    do throws(CouponFault) {
      try CouponUse.check(
        status: status, period: period, threshold: threshold, amount: amount, at: time)
    } catch {
      throw MemberRefusal(error)
    }
  }
}

/// What coupons are made from.
struct CouponTemplate: ObjectAnswer, Equatable {
  let templateID: Int64
  var name: String
  let benefit: CouponBenefit
  let threshold: Money?
  let validity: CouponValidity
  /// Nil: as many as are asked for.
  var total: Int64?
  var perMember: Int64
  let issued: Int64
  /// Where they hold; empty: in the whole house.
  let storeIDs: Set<Int64>
  var status: CouponTemplateStatus
  var version: Int64
  let createdAt: Instant

  static let shape: [AnswerField<CouponTemplate>] = [
    .id("template_id") { $0.templateID },
    .text("name") { $0.name },
    .choice("type") { $0.benefit.kind },
    .optionalDecimal("amount") { $0.benefit.amount },
    .optionalDecimal("rate") { $0.benefit.rate },
    .optionalDecimal("threshold") { $0.threshold },
    .optionalID("valid_days") { $0.validity.days },
    .optionalInstant("valid_from") { $0.validity.period?.start },
    .optionalInstant("valid_to") { $0.validity.period?.end },
    .optionalID("total") { $0.total },
    .integer("per_member") { $0.perMember },
    .integer("issued") { $0.issued },
    .ids("store_ids") { $0.storeIDs.sorted() },
    .choice("status") { $0.status },
    .integer("version") { $0.version },
    .instant("created_at") { $0.createdAt },
  ]
}

/// What declaring coupons void has led to.
struct VoidedCoupons: ObjectAnswer {
  let voided: Int64
  /// Those that orders held: void once they are given back.
  let locked: Int64

  static let shape: [AnswerField<VoidedCoupons>] = [
    .integer("voided") { $0.voided },
    .integer("locked") { $0.locked },
  ]
}
