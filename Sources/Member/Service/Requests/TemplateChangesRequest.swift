import Kernel
import MemberDomain
import WebAPI

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
    version = fields.id("version")
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
    let fixed = fixedFields(of: template)
    if !fixed.isEmpty { throw .templateFieldFixed(fixed) }
    var changed = template
    if let name { changed.name = name }
    changed.total = total.applied(to: template.total)
    if let perMember { changed.perMember = perMember }
    if let status { changed.status = status }
    return changed
  }

  /// What is named otherwise than it is, of what cannot change.
  private func fixedFields(of template: CouponTemplate) -> [String] {
    let validity = template.validity
    let checks: [(String, Bool)] = [
      ("type", kind.map { $0 != template.benefit.kind } ?? false),
      ("amount", amount.map { $0 != template.benefit.amount } ?? false),
      ("rate", rate.map { $0 != template.benefit.rate } ?? false),
      ("threshold", threshold.map { $0 != template.threshold } ?? false),
      ("valid_days", days.map { $0 != validity.days } ?? false),
      ("valid_from", start.map { $0 != validity.period?.start } ?? false),
      ("valid_to", end.map { $0 != validity.period?.end } ?? false),
      ("store_ids", storeIDs.map { Set($0) != template.storeIDs } ?? false),
    ]
    return checks.filter(\.1).map(\.0)
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

  /// What it says, the same for the same meaning.
  var contents: String {
    "coupon:\(couponID ?? 0)|template:\(templateID ?? 0)|\(reason)"
  }
}
