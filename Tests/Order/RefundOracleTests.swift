import Kernel
import OrderDomain
import TestKit
import Testing

/// Aim: any sequence of partial refunds of any order gives what a second reckoning gives, exact to
/// the cent and the point, nothing for nothing, and in the end the whole.
@Suite struct RefundOracleTests {
  @Test func linesBearWhatTheOracleSays() throws {
    var random = SeededGenerator(seed: 4)
    for round in 0..<2_000 {
      let sample = try RefundSample(using: &random)
      #expect(
        sample.lines.map { Int(clamping: $0.couponDiscount.scaled) } == sample.coupons, "\(round)")
      #expect(
        sample.lines.map { Int(clamping: $0.pointsDiscount.scaled) } == sample.points, "\(round)")
      for line in sample.lines {
        let shares = try line.promoDiscount + line.couponDiscount + line.pointsDiscount
        #expect(shares == line.discount && !line.promoDiscount.isNegative, "\(round)")
        #expect(try line.original - line.discount == line.payable, "\(round)")
      }
    }
  }

  @Test(arguments: 0..<20) func anyRefundsAreTheOracles(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var counts: RefundFeature.Counts = [:]
    for round in 0..<150 {
      var sample = try RefundSample(using: &random)
      var course = Course(features: sample.features)
      while !sample.open.allSatisfy({ $0 == 0 }) || !sample.openGifts.allSatisfy({ $0 == 0 }) {
        let isLast = course.steps > 8
        try course.step(&sample, takesAll: isLast, using: &random, "seed \(seed), round \(round)")
      }
      #expect(course.money == sample.payable, "seed \(seed), round \(round)")
      let points = try Money(checking: Int64(sample.usedPoints)) + sample.tenderPoints
      #expect(course.points == points, "seed \(seed), round \(round)")
      #expect(course.charge == .zero && course.chargedPoints == .zero)
      #expect(throws: OrderRefusal.refunded) {
        try RefundPlan.make(sample.lines, gifts: sample.gifts, status: .refunded, wanted: nil)
      }
      for feature in course.features { counts[feature, default: 0] += 1 }
    }
    for feature in RefundFeature.allCases {
      #expect(counts[feature, default: 0] >= 5, "\(feature) of 150 orders, seed \(seed)")
    }
  }
}

/// The refunds of one order, one after the other, and their sums.
private struct Course {
  /// What the order and its refunds had in them so far.
  var features: Set<RefundFeature>
  var steps = 0
  var money = Money.zero
  var points = Money.zero
  var charge = Money.zero
  var chargedPoints = Money.zero
  private var status = OrderStatus.paid

  init(features: Set<RefundFeature>) { self.features = features }

  mutating func step(
    _ sample: inout RefundSample, takesAll: Bool, using random: inout SeededGenerator,
    _ place: String
  ) throws {
    steps += 1
    let back = Self.part(of: sample.open, all: takesAll, using: &random)
    let gifts = Self.part(of: sample.openGifts, all: takesAll, using: &random)
    var wishes: [RefundWish] = []
    for (line, parts) in zip(sample.lines, back) where parts > 0 {
      wishes.append(RefundWish(.line(line.lineNumber), try RefundSample.quantity(parts)))
    }
    for (gift, parts) in zip(sample.gifts, gifts) where parts > 0 {
      let byLine = Bool.random(using: &random)
      wishes.append(
        RefundWish(
          byLine ? .line(gift.lineNumber) : .sku(gift.skuID), try RefundSample.quantity(parts)))
    }
    if wishes.isEmpty { return }
    let plan = try RefundPlan.make(
      sample.lines, gifts: sample.gifts, status: status, wanted: takesAll ? nil : wishes)
    let settlement = try RefundSettlement.make(
      plan, payable: sample.payable, pointsPaid: sample.tenderPoints,
      before: RefundHistory(
        amount: money, giftCharge: charge, giftPoints: chargedPoints, points: points))
    let told = RefundOracle.Payout(
      money: Int(clamping: settlement.money.scaled),
      paidWithPoints: Int(clamping: settlement.paidWithPoints.scaled),
      points: Int(clamping: settlement.points.scaled),
      charge: Int(clamping: settlement.giftCharge.scaled),
      chargedPoints: Int(clamping: settlement.giftPoints.scaled))
    #expect(told == sample.oracle.refund(back, gifts), "\(place), step \(steps)")
    #expect(
      plan.gifts.map { Int(clamping: $0.charged.scaled) } == sample.oracle.gifts.map(\.charged))
    #expect(told.money >= 0 && told.points >= 0 && told.paidWithPoints >= 0, "\(place)")
    note(
      settlement,
      waits: try charge + chargedPoints + settlement.giftCharge
        + settlement.giftPoints < plan.chargeDue, takesAll: takesAll)
    money = try money + settlement.amount
    #expect(settlement.amountSoFar == money && money <= sample.payable, "\(place)")
    points = try points + settlement.points
    charge = try charge + settlement.giftCharge
    chargedPoints = try chargedPoints + settlement.giftPoints
    sample.lines = plan.lines
    sample.gifts = plan.gifts
    status = plan.status
  }

  private mutating func note(_ settlement: RefundSettlement, waits: Bool, takesAll: Bool) {
    if steps > 1 { features.insert(.severalRefunds) }
    if takesAll { features.insert(.lastRefundTakesAll) }
    if settlement.giftCharge.isPositive { features.insert(.chargedInMoney) }
    if settlement.giftPoints.isPositive { features.insert(.chargedInPoints) }
    if settlement.giftCharge.isNegative || settlement.giftPoints.isNegative {
      features.insert(.chargedGiftBack)
    }
    if waits { features.insert(.chargeThatWaits) }
  }

  /// Some of what is there: of each all, nothing, or a part.
  private static func part(
    of open: [Int], all: Bool, using random: inout SeededGenerator
  ) -> [Int] {
    open.map { left in
      if all || left == 0 { return left }
      switch Int.random(in: 0..<4, using: &random) {
      case 0: return left
      case 1: return Int.random(in: 1...left, using: &random)
      default: return 0
      }
    }
  }
}
