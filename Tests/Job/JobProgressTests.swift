import JobDomain
import Kernel
import Testing

/// What may be reported of an order's operations, example by example.
@Suite struct JobProgressTests {
  static func quantity(_ text: String) throws -> Quantity { try Quantity(parsing: text) }

  static func progress(
    _ planned: String, _ operations: Int..., tolerance: String = "0"
  ) throws -> JobProgress {
    JobProgress(
      planned: try quantity(planned), tolerance: try Rate(parsing: tolerance),
      operations: operations.map { OperationProgress(opNo: $0) })
  }

  static func output(
    _ good: String, defect: String = "0", labor: String = "0", material: String = "0",
    other: String = "0"
  ) throws -> WorkOutput {
    WorkOutput(
      good: try quantity(good), defect: try quantity(defect), laborScrap: try quantity(labor),
      materialScrap: try quantity(material), otherScrap: try quantity(other))
  }

  @Test func aPlanIsFilled() throws {
    var progress = try Self.progress("10", 10, 20)
    try progress.report(Self.output("6", defect: "1", labor: "1"), on: 10)
    try progress.report(Self.output("2"), on: 10)
    try progress.report(Self.output("8"), on: 20)
    #expect(!progress.isComplete)
    #expect(progress.completed == (try Self.quantity("8")))
    #expect(progress.percent(progress.completed).description == "80.00")
    #expect(throws: JobRefusal.self) { try progress.report(Self.output("0.0001"), on: 10) }
    #expect(throws: JobRefusal.self) { try progress.report(Self.output("0.0001"), on: 20) }
  }

  /// All that was worked on counts, not only what is good.
  @Test func defectsAndScrapCount() throws {
    for part in 0..<5 {
      var parts = [Quantity](repeating: .zero, count: 5)
      parts[part] = try Self.quantity("10.0001")
      let output = WorkOutput(
        good: parts[0], defect: parts[1], laborScrap: parts[2], materialScrap: parts[3],
        otherScrap: parts[4])
      var progress = try Self.progress("10", 0)
      let anomaly = QuantityAnomaly(
        .abovePlan, opNo: 0, quantity: parts[part], limit: try Self.quantity("10"))
      #expect(throws: JobRefusal.quantityAnomaly(anomaly)) { try progress.report(output, on: 0) }
    }
  }

  @Test func nothingAndLessThanNothingAreRefused() throws {
    let outputs = [
      try Self.output("0"), try Self.output("-1"), try Self.output("2", defect: "-1"),
      try Self.output("2", labor: "-1"), try Self.output("2", material: "-0.0001"),
      try Self.output("2", other: "-1"), try Self.output("-1", defect: "2"),
    ]
    for output in outputs {
      var progress = try Self.progress("10", 0)
      let refusal = #expect(throws: JobRefusal.self) { try progress.report(output, on: 0) }
      guard case .quantityAnomaly(let anomaly) = refusal else {
        Issue.record("\(output): \(String(describing: refusal))")
        continue
      }
      #expect(anomaly.reason == .notPositive)
      #expect(progress == (try Self.progress("10", 0)))
    }
  }

  /// Pieces that all failed are a report like any other.
  @Test func nothingGoodMayCome() throws {
    var progress = try Self.progress("10", 0)
    try progress.report(Self.output("0", defect: "3", material: "2"), on: 0)
    #expect(progress.completed == .zero)
  }

  @Test func theToleranceIsRoundedDown() throws {
    var progress = try Self.progress("0.0019", 0, tolerance: "0.05")
    #expect(throws: JobRefusal.self) { try progress.report(Self.output("0.002"), on: 0) }
    progress = try Self.progress("10", 10, 20, tolerance: "0.05")
    try progress.report(Self.output("10.5"), on: 10)
    #expect(throws: JobRefusal.self) { try progress.report(Self.output("0.0001"), on: 10) }
    try progress.report(Self.output("10.5"), on: 20)
    #expect(progress.isComplete)
  }

  @Test func hugeQuantitiesAreRefusedNotWrapped() throws {
    var progress = try Self.progress("99999999999999.9999", 0, tolerance: "1")
    let most = Quantity.maximum
    let output = WorkOutput(
      good: most, defect: most, laborScrap: most, materialScrap: most, otherScrap: most)
    #expect(throws: JobRefusal.self) { try progress.report(output, on: 0) }
    try progress.report(WorkOutput(good: most), on: 0)
    #expect(throws: JobRefusal.self) { try progress.report(WorkOutput(good: most), on: 0) }
    #expect(progress.isComplete)
  }

  @Test func whatTheNextHasUsedStays() throws {
    var progress = try Self.progress("10", 10, 20)
    try progress.report(Self.output("6"), on: 10)
    try progress.report(Self.output("4"), on: 10)
    try progress.report(Self.output("5", defect: "1"), on: 20)
    let anomaly = QuantityAnomaly(
      .usedByNext, opNo: 10, quantity: try Self.quantity("4"), limit: try Self.quantity("6"))
    #expect(throws: JobRefusal.quantityAnomaly(anomaly)) {
      try progress.reverse(Self.output("6"), on: 10)
    }
    try progress.reverse(Self.output("4"), on: 10)
    try progress.reverse(Self.output("5", defect: "1"), on: 20)
    try progress.reverse(Self.output("6"), on: 10)
    #expect(progress == (try Self.progress("10", 10, 20)))
  }

  @Test func theOperationThatIsMeant() throws {
    #expect(try Self.progress("1", 0).operation(nil) == 0)
    #expect(try Self.progress("1", 10).operation(nil) == 10)
    #expect(try Self.progress("1", 10, 20).operation(20) == 20)
    #expect(throws: JobRefusal.operationNotNamed) {
      try Self.progress("1", 10, 20).operation(nil)
    }
    #expect(throws: JobRefusal.operationNotFound(30)) {
      try Self.progress("1", 10, 20).operation(30)
    }
  }

  /// 100 means all of it, never nearly all.
  @Test func percentIsRoundedDown() throws {
    let progress = try Self.progress("3", 0, tolerance: "1")
    #expect(progress.percent(try Self.quantity("2.9999")).description == "99.99")
    #expect(progress.percent(try Self.quantity("1")).description == "33.33")
    #expect(progress.percent(try Self.quantity("3")).description == "100.00")
    #expect(progress.percent(try Self.quantity("4.5")).description == "150.00")
    #expect(progress.percent(.zero).description == "0.00")
  }
}
