import Kernel
import MemberDomain
import Testing

/// Aim: what is earned and taken back is what exact arithmetic says, and a full refund leaves
/// nothing.
@Suite struct PointRulesTests {
  @Test(arguments: [
    ("100.00", "1", 100), ("99.99", "1", 99), ("0.99", "1", 0), ("0.01", "100", 1),
    ("19.90", "1.5", 29), ("20.00", "1.5", 30), ("33.33", "1.1", 36), ("0.00", "2", 0),
    ("-5.00", "1", 0), ("100.00", "0", 0), ("0.07", "14.2857", 0), ("0.07", "14.2858", 1),
  ])
  func earned(_ payable: String, _ rate: String, _ points: Points) throws {
    let earned = PointRules.earned(
      payable: try Money(parsing: payable), rate: try Rate(parsing: rate))
    #expect(earned == points)
  }

  /// The oracle counts in cents and ten-thousandths, with whole numbers that are wide enough.
  @Test func earnedAgreesWithWholeNumbers() throws {
    var random = SeededGenerator(seed: 61)
    for _ in 0..<10_000 {
      let cents = Int64.random(in: 0...100_000_000_000_000_000, using: &random)
      let rate = Int64.random(in: 0...90_000, using: &random)
      let earned = PointRules.earned(
        payable: try Money(checking: cents), rate: try Rate(checking: rate))
      let (high, low) = cents.multipliedFullWidth(by: rate)
      #expect(
        earned == Points(clamping: Int64(1_000_000).dividingFullWidth((high, low)).quotient))
    }
  }

  @Test func theLargestAmountsDoNotOverflow() throws {
    let earned = PointRules.earned(payable: .maximum, rate: .maximum)
    #expect(earned == .maximum)
  }

  @Test func refundsTakeTheirShare() throws {
    let payable = try Money(parsing: "30.00")
    func takenBack(_ refunded: String, of earned: Points) throws -> Points {
      PointRules.takenBack(
        earned: earned, refunded: try Money(parsing: refunded), payable: payable)
    }
    #expect(try takenBack("10.00", of: 31) == 10)
    #expect(try takenBack("20.00", of: 31) == 20)
    #expect(try takenBack("30.00", of: 31) == 31)
    #expect(try takenBack("31.00", of: 31) == 31)
    #expect(try takenBack("0.00", of: 31) == 0)
    #expect(try takenBack("10.00", of: 0) == 0)
    #expect(PointRules.takenBack(earned: 5, refunded: .zero, payable: .zero) == 5)
  }

  /// In whatever parts an order is refunded, never too much is taken, and all in the end.
  @Test func partsNeverTakeTooMuch() throws {
    var random = SeededGenerator(seed: 62)
    for _ in 0..<2_000 {
      let payable = Int64.random(in: 1...1_000_000, using: &random)
      let earned = Int64.random(in: 0...2_000_000, using: &random)
      var refunded: Int64 = 0
      var before: Int64 = 0
      while refunded < payable {
        refunded += Int64.random(in: 1...(payable - refunded), using: &random)
        let taken = PointRules.takenBack(
          earned: Points(clamping: earned), refunded: try Money(checking: refunded),
          payable: try Money(checking: payable))
        #expect(taken.value == earned * refunded / payable)
        #expect(taken.value >= before)
        before = taken.value
      }
      #expect(before == earned)
    }
  }

  @Test func whatCountsForGrowth() {
    #expect(PointRules.growth(of: 10, .counts) == 10)
    #expect(PointRules.growth(of: -10, .counts) == -10)
    #expect(PointRules.growth(of: -10, .countsLosses) == -10)
    #expect(PointRules.growth(of: 10, .countsLosses) == 0)
    #expect(PointRules.growth(of: 10, .ignored) == 0)
    #expect(PointRules.growth(of: -10, .ignored) == 0)
  }
}
