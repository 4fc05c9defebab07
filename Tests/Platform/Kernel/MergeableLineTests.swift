import Kernel
import Testing

@Suite struct MergeableLineTests {
  struct Line: MergeableLine, Equatable {
    let skuID: Int64
    let batch: String
    let quantity: Quantity
    var mergeKey: [String] { ["\(skuID)", batch] }
    func with(quantity: Quantity) -> Line {
      Line(skuID: skuID, batch: batch, quantity: quantity)
    }
  }

  @Test func equalLinesAreSummedIntoTheFirst() throws {
    let lines = [line(2, "a", 1), line(1, "a", 2), line(2, "b", 4), line(2, "a", 8)]
    #expect(try lines.merged() == [line(2, "a", 9), line(1, "a", 2), line(2, "b", 4)])
    #expect(try [Line]().merged().isEmpty)
  }

  @Test func aSumThatDoesNotFitIsRefused() {
    let lines = [
      Line(skuID: 1, batch: "", quantity: .maximum), Line(skuID: 1, batch: "", quantity: .maximum),
    ]
    #expect(throws: DecimalFault.outOfRange) { try lines.merged() }
  }

  /// Aim: summing loses nothing, repeats nothing, and a second time changes nothing.
  @Test(arguments: UInt64(1)...40)
  func summingKeepsEveryTotal(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let lines = (0..<Int.random(in: 0...60, using: &random)).map { _ in
      line(
        Int64.random(in: 1...6, using: &random), Bool.random(using: &random) ? "a" : "b",
        Int64.random(in: 1...50, using: &random))
    }
    let merged = try lines.merged()
    #expect(totals(merged) == totals(lines), "seed \(seed)")
    #expect(Set(merged.map(\.mergeKey)).count == merged.count, "seed \(seed)")
    #expect(try merged.merged() == merged, "seed \(seed)")
  }

  private func totals(_ lines: [Line]) -> [[String]: Int64] {
    lines.reduce(into: [:]) { $0[$1.mergeKey, default: 0] += $1.quantity.scaled }
  }

  private func line(_ skuID: Int64, _ batch: String, _ amount: Int64) -> Line {
    Line(skuID: skuID, batch: batch, quantity: (try? Quantity(checking: amount)) ?? .zero)
  }
}
