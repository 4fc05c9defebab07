import Kernel
import MemberDomain
import Testing

/// Aim: points that come back end when they would have ended, and none is made or lost on the way.
@Suite struct PointReturnTests {
  private func spent(
    _ change: Int64, _ lot: Int64, _ points: Points, until time: Int64?
  ) -> SpentPoints {
    SpentPoints(
      changeID: change, lotID: lot, points: points,
      expiresAt: time.map { Instant(microseconds: $0) })
  }

  @Test func whatWasSpentLastComesBackFirst() {
    let all = [
      spent(1, 3, 10, until: 200), spent(1, 2, 10, until: 300), spent(1, 1, 5, until: nil),
    ]
    let some = PointReturn.plan(12, to: all)
    #expect(some.parts.map(\.spent.lotID) == [1, 2])
    #expect(some.parts.map(\.points) == [5, 7])
    #expect(some.lots.map(\.expiresAt?.microseconds) == [nil, 300])
    #expect(some.lots.map(\.points) == [5, 7])
    let later = PointReturn.plan(10, to: all + [spent(2, 3, 4, until: 200)])
    #expect(later.parts.map(\.spent.changeID) == [2, 1, 1])
    #expect(later.parts.map(\.points) == [4, 5, 1])
  }

  @Test func whatNobodySpentStays() {
    let back = PointReturn.plan(9, to: [spent(1, 1, 4, until: 7), spent(1, 2, 1, until: nil)])
    #expect(back.parts.map(\.points) == [1, 4])
    #expect(back.lots.map(\.points) == [5, 4])
    #expect(back.lots.first?.expiresAt == nil)
    #expect(PointReturn.plan(3, to: []).lots.map(\.points) == [3])
  }

  @Test func lotsOfOneDateBecomeOne() {
    let back = PointReturn.plan(6, to: [spent(1, 1, 2, until: 7), spent(1, 2, 2, until: 7)])
    #expect(back.lots.map(\.points) == [4, 2])
    #expect(back.lots.map(\.expiresAt?.microseconds) == [7, nil])
  }

  /// What pays a debt, or does not fit, is taken from the points that end first.
  @Test func lessComesBack() {
    let all = [spent(1, 1, 5, until: 7), spent(1, 2, 5, until: 9), spent(1, 3, 5, until: nil)]
    let back = PointReturn.plan(15, to: all, less: 7)
    #expect(back.parts.map(\.points) == [5, 5, 5])
    #expect(back.lots.map(\.expiresAt?.microseconds) == [nil, 9])
    #expect(back.lots.map(\.points) == [5, 3])
    #expect(PointReturn.plan(15, to: all, less: 15).lots.isEmpty)
  }

  /// Whatever is spent and comes back in pieces, the pieces make the whole of each lot.
  @Test func piecesMakeTheWhole() throws {
    var random = SeededGenerator(seed: 16)
    for _ in 0..<500 {
      var open = (1...Int64.random(in: 1...6, using: &random)).map { lot in
        spent(
          Int64.random(in: 1...2, using: &random), lot,
          Points(clamping: Int64.random(in: 1...9, using: &random)),
          until: Bool.random(using: &random) ? Int64.random(in: 1...3, using: &random) : nil)
      }
      var expected: [Int64?: Int64] = [:]
      for one in open { expected[one.expiresAt?.microseconds, default: 0] += one.points.value }
      var found: [Int64?: Int64] = [:]
      while !open.isEmpty {
        let most = open.reduce(0) { $0 + $1.points.value }
        let points = Points(clamping: Int64.random(in: 1...most, using: &random))
        let back = PointReturn.plan(points, to: open)
        #expect(try Points.sum(back.parts.map(\.points)) == points)
        #expect(try Points.sum(back.lots.map(\.points)) == points)
        for lot in back.lots { found[lot.expiresAt?.microseconds, default: 0] += lot.points.value }
        open = open.compactMap { one in
          let taken = back.parts.first { $0.spent == one }?.points ?? 0
          return taken == one.points
            ? nil
            : SpentPoints(
              changeID: one.changeID, lotID: one.lotID,
              points: one.points.adding(capped: -taken),
              expiresAt: one.expiresAt)
        }
      }
      #expect(found == expected)
    }
  }
}
