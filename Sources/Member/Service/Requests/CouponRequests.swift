import Kernel
import MemberDomain
import WebAPI

/// `POST /member/coupon/template/create`
struct CreateTemplateRequest: RequestBody {
  let name: String
  let benefit: CouponBenefit
  let threshold: Money?
  let validity: CouponValidity
  let total: Int64?
  let perMember: Int64
  /// Where they hold; empty: in the whole house.
  let storeIDs: Set<Int64>

  init(from fields: inout Fields) {
    name = fields.text("name", 1...100)
    benefit = Self.benefit(from: &fields)
    threshold = fields.optionalDecimal("threshold", .notNegative)
    validity = Self.validity(from: &fields)
    total = fields.optionalInteger("total", 1...1_000_000_000)
    perMember = fields.optionalInteger("per_member", 1...1_000_000) ?? 1
    storeIDs = Set(fields.optionalIDs("store_ids", 0...1000) ?? [])
  }

  private static func benefit(from fields: inout Fields) -> CouponBenefit {
    let kind = fields.choice("type", CouponKind.self)
    let amount: Money? = fields.optionalDecimal("amount", .positive)
    let rate: Rate? = fields.optionalDecimal("rate", .positive)
    if let rate, let whole = try? Rate(whole: 1), rate >= whole {
      fields.refuse("rate", .outOfRange("> 0, < 1"))
    }
    switch kind {
    case .cash:
      if amount == nil { fields.refuse("amount", .required) }
      if rate != nil { fields.refuse("rate", .notFor("cash")) }
      return .cash(amount ?? .zero)
    case .discount:
      if rate == nil { fields.refuse("rate", .required) }
      if amount != nil { fields.refuse("amount", .notFor("discount")) }
      return .discount(rate ?? .zero)
    case nil: return .cash(.zero)
    }
  }

  private static func validity(from fields: inout Fields) -> CouponValidity {
    let days = fields.optionalCount("valid_days", 1...36_500)
    let start = fields.optionalInstant("valid_from")
    let end = fields.optionalInstant("valid_to")
    if let days {
      if start != nil || end != nil { fields.refuse("valid_days", .daysOrPeriod) }
      return .days(days)
    }
    guard let start, let end else {
      fields.refuse("valid_days", .daysOrPeriod)
      return .days(1)
    }
    if start >= end {
      fields.refuse(
        "valid_to", .other(english: "must be after valid_from", chinese: "必须晚于 valid_from"))
    }
    return .period(CouponPeriod(start: start, end: end))
  }
}

extension FaultReason {
  fileprivate static func notFor(_ kind: String) -> FaultReason {
    .other(english: "is not for type \(kind)", chinese: "不适用于类型 \(kind)")
  }

  fileprivate static let daysOrPeriod = FaultReason.other(
    english: "give either valid_days or valid_from and valid_to",
    chinese: "必须且只能提供 valid_days，或 valid_from 与 valid_to")
}

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

/// `GET /member/coupon/template/list`
struct TemplateFilter: RequestBody {
  let status: CouponTemplateStatus?
  let listing: Listing

  init(from fields: inout Fields) {
    status = fields.optionalChoice("status", CouponTemplateStatus.self)
    listing = fields.listing(sorts: ["-created_at"])
  }
}
