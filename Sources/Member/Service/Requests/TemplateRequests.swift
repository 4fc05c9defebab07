/// `POST /member/coupon/template/create`
struct CreateTemplateRequest: RequestBody {
  let terms: CouponTerms

  init(from fields: inout Fields) {
    terms = CouponTerms(
      name: fields.text("name", 1...100), benefit: Self.benefit(from: &fields),
      threshold: fields.optionalDecimal("threshold", .notNegative),
      validity: Self.validity(from: &fields),
      total: fields.optionalInteger("total", 1...1_000_000_000),
      perMember: fields.optionalInteger("per_member", 1...1_000_000) ?? 1,
      storeIDs: Set(fields.optionalIDs("store_ids", 0...1000) ?? []))
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

/// `PUT /member/coupon/template/{id}`: what is left out stays as it is, and a `total` of null lifts
/// the limit. What a kind of coupon is worth, for how long and where, never changes.
struct TemplateChangesRequest: RequestBody {
  let version: Int64
  let name: String?
  let total: Change<Int64>
  let perMember: Int64?
  let status: CouponTemplateStatus?
  private let kind: CouponKind?
  private let amount: Money?
  private let rate: Rate?
  private let threshold: Money?
  private let days: Int64?
  private let start: Instant?
  private let end: Instant?
  private let storeIDs: [Int64]?

  init(from fields: inout Fields) {
    version = fields.positive("version")
    name = fields.replacement("name") { $0.optionalText($1, 1...100) }
    total = fields.change("total") { $0.optionalInteger($1, 1...1_000_000_000) }
    perMember = fields.replacement("per_member") { $0.optionalInteger($1, 1...1_000_000) }
    status = fields.replacement("status") { $0.optionalChoice($1, CouponTemplateStatus.self) }
    kind = fields.optionalChoice("type", CouponKind.self)
    amount = fields.optionalDecimal("amount", .positive)
    rate = fields.optionalDecimal("rate", .positive)
    threshold = fields.optionalDecimal("threshold", .notNegative)
    days = fields.optionalInteger("valid_days", 1...36_500)
    start = fields.optionalInstant("valid_from")
    end = fields.optionalInstant("valid_to")
    storeIDs = fields.optionalIDs("store_ids", 0...1000)
  }

  /// The template as it is to be.
  func applied(to template: CouponTemplate) throws(MemberRefusal) -> CouponTemplate {
    let fixed = fixedFields(of: template.terms)
    if !fixed.isEmpty { throw .templateFieldFixed(fixed) }
    var changed = template
    if let name { changed.terms.name = name }
    changed.terms.total = total.applied(to: template.terms.total)
    if let perMember { changed.terms.perMember = perMember }
    if let status { changed.status = status }
    return changed
  }

  /// What is named otherwise than it is, of what cannot change.
  private func fixedFields(of terms: CouponTerms) -> [String] {
    let validity = terms.validity
    let checks: [(String, Bool)] = [
      ("type", kind.map { $0 != terms.benefit.kind } ?? false),
      ("amount", amount.map { $0 != terms.benefit.amount } ?? false),
      ("rate", rate.map { $0 != terms.benefit.rate } ?? false),
      ("threshold", threshold.map { $0 != terms.threshold } ?? false),
      ("valid_days", days.map { $0 != validity.days } ?? false),
      ("valid_from", start.map { $0 != validity.period?.start } ?? false),
      ("valid_to", end.map { $0 != validity.period?.end } ?? false),
      ("store_ids", storeIDs.map { Set($0) != terms.storeIDs } ?? false),
    ]
    return checks.filter(\.1).map(\.0)
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
