import Kernel
import MemberDomain
import Testing

/// Aim: a coupon takes off what it says and never more than there is, when it may be used at all.
@Suite struct CouponTests {
  private func money(_ text: String) throws -> Money { try Money(parsing: text) }

  @Test(arguments: [("20", "100", "20.00"), ("20", "20", "20.00"), ("20", "7.5", "7.50")])
  func cash(_ worth: String, _ amount: String, _ off: String) throws {
    let benefit = CouponBenefit.cash(try money(worth))
    #expect(benefit.reduction(of: try money(amount)) == (try money(off)))
  }

  @Test(arguments: [
    ("0.8", "100", "20.00"), ("0.85", "9.90", "1.49"), ("0.5", "0.01", "0.01"),
    ("0.9999", "1", "0.00"), ("0.0001", "100", "99.99"), ("0.88", "0.04", "0.00"),
  ])
  func discount(_ rate: String, _ amount: String, _ off: String) throws {
    let benefit = CouponBenefit.discount(try Rate(parsing: rate))
    #expect(benefit.reduction(of: try money(amount)) == (try money(off)))
  }

  @Test func nothingComesOffNothing() throws {
    #expect(CouponBenefit.cash(try money("5")).reduction(of: .zero) == .zero)
    #expect(CouponBenefit.discount(try Rate(parsing: "0.5")).reduction(of: .zero) == .zero)
  }

  /// The oracle rounds cents × ten-thousandths by adding one half.
  @Test func discountsAgreeWithWholeNumbers() throws {
    var random = SeededGenerator(seed: 64)
    for _ in 0..<10_000 {
      let cents = Int64.random(in: 0...10_000_000_000, using: &random)
      let rate = Int64.random(in: 1...9_999, using: &random)
      let off = CouponBenefit.discount(try Rate(checking: rate))
        .reduction(of: try Money(checking: cents))
      #expect(off.scaled == (cents * (10_000 - rate) + 5_000) / 10_000)
      #expect(off.scaled >= 0 && off.scaled <= cents)
    }
  }

  private static let period = CouponPeriod(
    start: Instant(microseconds: 100), end: Instant(microseconds: 200))

  private func check(
    _ status: CouponStatus = .issued, at time: Int64 = 150, threshold: Money? = nil,
    amount: Money? = nil
  ) throws {
    let coupon = Coupon(
      id: 1, templateID: 1, memberID: 1, name: "", benefit: .cash(.zero), threshold: threshold,
      storeIDs: [], status: status, period: Self.period, orderNumber: nil,
      claimedAt: Self.period.start, usedAt: nil)
    try coupon.requireUsable(for: amount, at: Instant(microseconds: time))
  }

  @Test func theStartCountsAndTheEndDoesNot() throws {
    #expect(throws: MemberRefusal.couponNotYetValid(from: Self.period.start)) {
      try check(at: 99)
    }
    try check(at: 100)
    try check(at: 199)
    #expect(throws: MemberRefusal.couponExpired) { try check(at: 200) }
  }

  @Test func onlyIssuedCouponsAreUsed() {
    #expect(throws: MemberRefusal.couponUnavailable(.used)) { try check(.used) }
    #expect(throws: MemberRefusal.couponUnavailable(.locked)) { try check(.locked) }
    #expect(throws: MemberRefusal.couponExpired) { try check(.expired) }
  }

  @Test func theThresholdIsReachedByEquality() throws {
    let threshold = try money("50")
    try check(threshold: threshold, amount: threshold)
    try check(threshold: threshold, amount: nil)
    let less = try money("49.99")
    #expect(throws: MemberRefusal.couponBelowThreshold(threshold: threshold)) {
      try check(threshold: threshold, amount: less)
    }
  }

  @Test func validity() {
    let now = Instant(microseconds: 150)
    #expect(CouponValidity.days(2).period(claimedAt: now)?.end == now.adding(seconds: 172_800))
    #expect(CouponValidity.period(Self.period).period(claimedAt: now) == Self.period)
    #expect(CouponValidity.period(Self.period).period(claimedAt: Self.period.end) == nil)
  }

  @Test func aTemplateChangesForWhoHasSeenIt() throws {
    let terms = CouponTerms(
      name: "a", benefit: .cash(try money("5")), threshold: nil, validity: .days(1), total: 10,
      perMember: 1, storeIDs: [])
    var template = CouponTemplate(
      id: 1, terms: terms, issued: 4, status: .open, version: 7,
      createdAt: Instant(microseconds: 0))
    var wanted = template
    wanted.terms.total = 3
    #expect(throws: MemberRefusal.versionStale) { try template.change(to: wanted, seen: 6) }
    #expect(throws: MemberRefusal.totalBelowIssued(issued: 4)) {
      try template.change(to: wanted, seen: 7)
    }
    wanted.terms.total = 4
    wanted.status = .closed
    try template.change(to: wanted, seen: 7)
    #expect(template.version == 8 && template.terms.total == 4 && template.status == .closed)
  }
}
