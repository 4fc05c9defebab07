import Kernel
import MemberDomain
import Testing

/// Aim: growth gives one level, and a table that would leave somebody without one is refused.
@Suite struct LevelTableTests {
  private func table(_ rows: [(level: Int, growth: Int64)]) throws -> LevelTable {
    let rate = try Rate(whole: 1)
    return LevelTable(
      rows.map {
        MemberLevel(
          level: $0.level, name: "L\($0.level)", minimumGrowth: Points(clamping: $0.growth),
          earnRate: rate)
      }, version: 1)
  }

  @Test func theHighestThatIsReached() throws {
    let table = try table([(3, 500), (1, 0), (2, 100)])
    let expected: [(Int64, Int)] = [
      (0, 1), (99, 1), (100, 2), (499, 2), (500, 3), (1_000_000, 3),
    ]
    for (growth, level) in expected {
      #expect(table.level(for: Points(clamping: growth))?.level == level)
    }
  }

  @Test func agreesWithLookingAtEachLevel() throws {
    var random = SeededGenerator(seed: 65)
    for _ in 0..<1_000 {
      let rows = (1...Int.random(in: 1...6, using: &random)).map {
        (level: $0, growth: Int64.random(in: 0...20, using: &random))
      }
      let table = try table(rows.shuffled(using: &random))
      for growth in Int64(0)...21 {
        let reached = rows.filter { $0.growth <= growth }.map(\.level).max()
        #expect(table.level(for: Points(clamping: growth))?.level == reached)
      }
    }
  }

  @Test func faults() throws {
    #expect(try table([(1, 0), (2, 10)]).fault == nil)
    #expect(try table([(1, 1), (2, 10)]).fault == .noneForEverybody)
    #expect(try table([]).fault == .noneForEverybody)
    #expect(try table([(1, 0), (2, 10), (2, 20), (1, 5)]).fault == .repeated([1, 2]))
  }
}
