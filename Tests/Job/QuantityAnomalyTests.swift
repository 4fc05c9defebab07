import JobDomain
import Kernel
import Testing

/// Aim: every quantity anomaly is refused, and no valid report is. Method: random reports and
/// reversals against an oracle that keeps the list of reports and judges each by adding that list
/// up anew, in 128-bit ten-thousandths.
@Suite struct QuantityAnomalyTests {
  /// Reports that stand, and the rules in the words of the contract.
  private struct Oracle {
    let planned: Int128
    /// In ten-thousandths.
    let tolerance: Int128
    let operations: Int
    var reports: [(operation: Int, parts: [Int128])] = []

    private func total(_ operation: Int) -> Int128 {
      reports.filter { $0.operation == operation }.flatMap(\.parts).reduce(0, +)
    }

    func good(_ operation: Int) -> Int128 {
      reports.filter { $0.operation == operation }.map { $0.parts[0] }.reduce(0, +)
    }

    /// Whether what is reported can be true.
    var isPossible: Bool {
      for report in reports where report.parts.contains(where: { $0 < 0 }) { return false }
      for report in reports where report.parts.allSatisfy({ $0 == 0 }) { return false }
      for operation in 0..<operations {
        let total = total(operation)
        if total * 10_000 > planned * (10_000 + tolerance) { return false }
        if operation > 0, total > good(operation - 1) { return false }
      }
      return true
    }
  }

  @Test(arguments: 0..<200) func refusesExactlyTheAnomalies(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let planned = Int64.random(
      in: 1...Int64.random(in: 1...400_000, using: &random), using: &random)
    let tolerance = Int64([0, 0, 500, 1000].randomElement(using: &random) ?? 0)
    let count = Int.random(in: 1...4, using: &random)
    var oracle = Oracle(
      planned: Int128(planned), tolerance: Int128(tolerance), operations: count)
    var progress = JobProgress(
      planned: try Quantity(checking: planned), tolerance: try Rate(checking: tolerance),
      operations: (0..<count).map { OperationProgress(opNo: $0 * 10) })
    var accepted = 0
    for step in 0..<120 {
      var next = oracle
      let before = progress
      let isAccepted: Bool
      if step % 4 == 3, let index = oracle.reports.indices.randomElement(using: &random) {
        let report = next.reports.remove(at: index)
        isAccepted = Self.isAccepted { () throws(JobRefusal) in
          try progress.reverse(Self.output(report.parts), on: report.operation * 10)
        }
      } else {
        let operation = Int.random(in: 0..<count, using: &random)
        let parts = Self.parts(upTo: planned, &random)
        next.reports.append((operation, parts))
        isAccepted = Self.isAccepted { () throws(JobRefusal) in
          try progress.report(Self.output(parts), on: operation * 10)
        }
      }
      #expect(isAccepted == next.isPossible, "seed \(seed) step \(step)")
      if isAccepted {
        oracle = next
        accepted += 1
      } else {
        #expect(progress == before, "seed \(seed) step \(step)")
      }
      for operation in 0..<count {
        let good = progress.operations[operation].output.good.scaled
        #expect(Int128(good) == oracle.good(operation), "seed \(seed) step \(step)")
      }
      #expect(progress.isComplete == (oracle.good(count - 1) >= Int128(planned)))
    }
    #expect(accepted > 0, "seed \(seed)")
  }

  /// Now and then nothing, now and then less, mostly a part of the plan.
  private static func parts(
    upTo planned: Int64, _ random: inout SeededGenerator
  ) -> [Int128] {
    let size = max(1, planned / Int64.random(in: 1...12, using: &random))
    return (0..<5).map { part in
      switch Int.random(in: 0..<40, using: &random) {
      case 0: -Int128(Int64.random(in: 1...size, using: &random))
      case 1..<8 where part == 0: 0
      case _ where part > 0 && Bool.random(using: &random): 0
      default: Int128(Int64.random(in: 0...size, using: &random))
      }
    }
  }

  private static func output(_ parts: [Int128]) -> WorkOutput {
    let values = parts.map { (try? Quantity(checking: Int64(clamping: $0))) ?? .zero }
    return WorkOutput(
      good: values[0], defect: values[1], laborScrap: values[2], materialScrap: values[3],
      otherScrap: values[4])
  }

  private static func isAccepted(_ work: () throws(JobRefusal) -> Void) -> Bool {
    do throws(JobRefusal) {
      try work()
      return true
    } catch {
      guard case .quantityAnomaly = error else {
        Issue.record("\(error)")
        return false
      }
      return false
    }
  }
}
