import Kernel
import Testing

@testable import PromoDomain

/// Aim: twenty promotions that match and stack are weighed exactly in a moment, however they are
/// mixed. The bounds are those of a debug build; what a release build takes is in DECISIONS.md.
@Suite struct PlanSpeedTests {
  static let mixes = ["mixed", "discounts", "reductions", "crowded thresholds", "by line"]

  @Test(arguments: mixes)
  func twentyThatStack(_ mix: String) throws {
    var worst: [Duration] = []
    for round in 0..<5 {
      let given = try SpeedCase(mix, seed: UInt64(round))
      let start = ContinuousClock.now
      let priced = try PricedBasket.make(given.basket, given.candidates)
      worst.append(ContinuousClock.now - start)
      #expect(priced.isExhaustive, "\(mix) \(round)")
      #expect(priced.applied.count + priced.rejected.count == 20)
    }
    #expect((worst.max() ?? .zero) < .seconds(2), "\(mix): \(worst)")
  }
}
