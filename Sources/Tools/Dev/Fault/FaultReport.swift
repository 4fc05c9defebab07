import FaultKit
import Foundation

/// What a fault run found, and the line that says it.
struct FaultReport {
  let seed: UInt64
  var seconds = 0.0
  var injected = 0
  /// What the audit found.
  var findings: [String] = []
  /// What was not borne as it should be.
  var faults: [String] = []
  private var log = CallLog()
  private var missing: [String] = []
  private var doubled: [String] = []
  private var stock: [String] = []
  private var notes: [String] = []

  init(seed: UInt64) { self.seed = seed }

  mutating func add(_ ledger: LoadLedger) {
    log.add(ledger.log)
    faults += ledger.faults + ledger.log.faults
  }

  mutating func add(_ comparison: Comparison) {
    missing += comparison.missing
    doubled += comparison.doubled
    stock += comparison.stock
  }

  mutating func control(_ name: String, isFound: Bool) {
    notes.append("control \(name): \(isFound ? "found, as it must be" : "NOT FOUND")")
    if !isFound { faults.append("the comparison does not see damage: \(name)") }
  }

  mutating func note(_ outcome: FaultVolume.Outcome) {
    notes += outcome.notes
    faults += outcome.faults
    injected += outcome.injected
  }

  /// All that should not have been, each in a line.
  var details: [String] { missing + doubled + stock + findings + faults }
  var isClean: Bool { details.isEmpty }

  var text: String {
    let counts = [
      "seed \(seed)", "\(Int(seconds)) s", "faults \(injected)", "requests \(log.tries)",
      "acknowledged \(log.acknowledged)", "missing \(missing.count)", "doubled \(doubled.count)",
      "oversold \(stock.count)", "invariants broken \(findings.count)",
      "p99 \(log.percentile(0.99)) ms", "longest outage \(CallLog.seconds(log.longestOutage))",
    ]
    let lines = details.prefix(20).map { "! \($0.prefix(300))" }
    return (notes + [counts.joined(separator: ", ")] + lines).joined(separator: "\n")
  }
}
