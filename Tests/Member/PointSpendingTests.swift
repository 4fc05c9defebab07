import Kernel
import MemberDomain
import Testing

/// Aim: points go in the order in which they would be lost, and none is made or lost on the way.
@Suite struct PointSpendingTests {
  private func lot(_ id: Int64, _ remaining: Points, until time: Int64?) -> PointLot {
    PointLot(
      lotID: id, remaining: remaining, expiresAt: time.map { Instant(microseconds: $0) })
  }

  @Test func earliestExpiryFirst() {
    let lots = [lot(1, 10, until: nil), lot(2, 10, until: 300), lot(3, 10, until: 200)]
    let spending = PointSpending.plan(25, from: lots)
    #expect(spending.parts.map(\.lotID) == [3, 2, 1])
    #expect(spending.parts.map(\.points) == [10, 10, 5])
    #expect(spending.parts.map(\.left) == [0, 0, 5])
    #expect(spending.missing == 0)
  }

  @Test func tiesGoByAge() {
    let lots = [
      lot(9, 1, until: 5), lot(4, 1, until: 5), lot(8, 1, until: nil), lot(3, 1, until: nil),
    ]
    #expect(PointSpending.plan(4, from: lots).parts.map(\.lotID) == [4, 9, 3, 8])
  }

  @Test func whatIsMissingIsSaid() {
    #expect(PointSpending.plan(12, from: [lot(1, 10, until: nil)]).missing == 2)
    #expect(PointSpending.plan(12, from: []).missing == 12)
    #expect(PointSpending.plan(0, from: [lot(1, 10, until: nil)]).parts.isEmpty)
  }

  /// The oracle spends one point at a time, each from the lot that ends next.
  @Test func agreesWithOnePointAtATime() {
    var random = SeededGenerator(seed: 63)
    for _ in 0..<1_000 {
      let lots = (1...Int64.random(in: 1...8, using: &random)).map { id in
        lot(
          id, Points(clamping: Int64.random(in: 0...6, using: &random)),
          until: Bool.random(using: &random) ? Int64.random(in: 1...3, using: &random) : nil)
      }.shuffled(using: &random)
      let wanted = Int64.random(in: 0...30, using: &random)
      var purse: [Int64: Int64] = [:]
      for lot in lots { purse[lot.lotID] = lot.remaining.value }
      var missing: Int64 = 0
      for _ in 0..<wanted {
        let next = lots.filter { purse[$0.lotID, default: 0] > 0 }.min { left, right in
          let ends = (
            left.expiresAt?.microseconds ?? .max, right.expiresAt?.microseconds ?? .max
          )
          return ends.0 == ends.1 ? left.lotID < right.lotID : ends.0 < ends.1
        }
        if let next { purse[next.lotID, default: 0] -= 1 } else { missing += 1 }
      }
      let spending = PointSpending.plan(Points(clamping: wanted), from: lots)
      #expect(spending.missing.value == missing)
      var left: [Int64: Int64] = [:]
      for lot in lots { left[lot.lotID] = lot.remaining.value }
      for part in spending.parts { left[part.lotID] = part.left.value }
      #expect(left == purse)
    }
  }
}
