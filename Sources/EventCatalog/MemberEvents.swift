import EventModel

/// A member's points, or what they count for, changed. Nothing of name and phone: no consumer
/// needs them.
package struct MemberPointChanged: EventPayload, EventObject {
  package static let type = "MemberPointChanged"
  package static let version = 2
  package static let centre = "member"

  package let memberID: Int64
  /// Grows with each change of one member.
  package let changeID: Int64
  /// Points that came, or went when negative; 0 when they paid a debt, and when a refund found
  /// nothing left to take back.
  package let change: Points
  /// Debt of points that was made, or paid when negative. 0 in version 1, which knew none.
  package let debtChange: Points
  /// earn, redeem, adjust, refund or expire.
  package let reason: String
  package let referenceNumber: String
  /// What the member has afterwards.
  package let points: Points
  package let pointsDebt: Points
  package let growth: Points
  package let level: Int

  package init(
    memberID: Int64, changeID: Int64, change: Points, debtChange: Points, reason: String,
    referenceNumber: String, points: Points, pointsDebt: Points, growth: Points, level: Int
  ) {
    self.memberID = memberID
    self.changeID = changeID
    self.change = change
    self.debtChange = debtChange
    self.reason = reason
    self.referenceNumber = referenceNumber
    self.points = points
    self.pointsDebt = pointsDebt
    self.growth = growth
    self.level = level
  }

  package static let shape = EventShape<Self>(
    field("member_id", \.memberID),
    field("change_id", \.changeID),
    field("change", \.change),
    field("debt_change", \.debtChange, absent: 0),
    field("reason", \.reason),
    field("ref_no", \.referenceNumber),
    field("points", \.points),
    field("points_debt", \.pointsDebt, absent: 0),
    field("growth", \.growth),
    field("level", \.level),
    make: Self.init)

  package var key: String { String(memberID) }
}

/// A kind of coupon was changed. Carries the whole new state.
package struct CouponTemplateUpdated: EventPayload, EventObject {
  package static let type = "CouponTemplateUpdated"
  package static let version = 1
  package static let centre = "member"

  package let template: CouponTemplateSnapshot

  package init(_ template: CouponTemplateSnapshot) { self.template = template }

  package static let shape = EventShape<Self>(fields(of: \.template), make: Self.init)

  package var key: String { "coupon-template-\(template.templateID)" }
  package var object: String { "coupon_template:\(template.templateID)" }
}

/// A kind of coupon as its events tell it.
package struct CouponTemplateSnapshot: EventObject {
  package let templateID: Int64
  package let name: String
  /// cash or discount.
  package let kind: String
  package let amount: Money?
  package let rate: Rate?
  package let threshold: Money?
  package let validDays: Int64?
  package let validFrom: Instant?
  package let validTo: Instant?
  package let total: Int64?
  package let perMember: Int64
  package let issued: Int64
  /// Where they hold; empty: in the whole house.
  package let storeIDs: [Int64]
  /// open or closed.
  package let status: String
  package let version: Int64

  package init(
    templateID: Int64, name: String, kind: String, amount: Money?, rate: Rate?, threshold: Money?,
    validDays: Int64?, validFrom: Instant?, validTo: Instant?, total: Int64?, perMember: Int64,
    issued: Int64, storeIDs: [Int64], status: String, version: Int64
  ) {
    self.templateID = templateID
    self.name = name
    self.kind = kind
    self.amount = amount
    self.rate = rate
    self.threshold = threshold
    self.validDays = validDays
    self.validFrom = validFrom
    self.validTo = validTo
    self.total = total
    self.perMember = perMember
    self.issued = issued
    self.storeIDs = storeIDs
    self.status = status
    self.version = version
  }

  package static let shape = EventShape<Self>(
    field("template_id", \.templateID),
    field("name", \.name),
    field("type", \.kind),
    field("amount", \.amount),
    field("rate", \.rate),
    field("threshold", \.threshold),
    field("valid_days", \.validDays),
    field("valid_from", \.validFrom),
    field("valid_to", \.validTo),
    field("total", \.total),
    field("per_member", \.perMember),
    field("issued", \.issued),
    field("store_ids", \.storeIDs),
    field("status", \.status),
    field("version", \.version),
    make: Self.init)
}

/// Coupons were declared void: one, or all of a kind.
package struct CouponVoided: EventPayload, EventObject {
  package static let type = "CouponVoided"
  package static let version = 1
  package static let centre = "member"

  package let voidNumber: String
  package let templateID: Int64
  /// Nil: all of the kind.
  package let couponID: Int64?
  package let reason: String
  /// Void at once.
  package let voided: Int64
  /// Held by orders; void should they come back.
  package let locked: Int64

  package init(
    voidNumber: String, templateID: Int64, couponID: Int64?, reason: String, voided: Int64,
    locked: Int64
  ) {
    self.voidNumber = voidNumber
    self.templateID = templateID
    self.couponID = couponID
    self.reason = reason
    self.voided = voided
    self.locked = locked
  }

  package static let shape = EventShape<Self>(
    field("void_no", \.voidNumber),
    field("template_id", \.templateID),
    field("coupon_id", \.couponID),
    field("reason", \.reason),
    field("voided", \.voided),
    field("locked", \.locked),
    make: Self.init)

  package var key: String { "coupon-template-\(templateID)" }
  package var object: String { "coupon_template:\(templateID)" }
}
