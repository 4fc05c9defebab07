import Foundation

/// Prints a line for each scenario as it ends.
struct BenchTable {
  var head: String {
    "\n" + "scenario".padding(toLength: 44, withPad: " ", startingAt: 0)
      + "     /s   p50 ms   p99 ms  non-2xx  ratio"
  }

  /// - Parameters:
  ///   - floor: a second of the floor; nil prints no ratio
  ///   - atLeast: the ratio that is asked for
  mutating func add(_ name: String, _ result: LoadResult, floor: Double?, atLeast: Double? = nil) {
    var line = name.padding(toLength: max(44, name.count), withPad: " ", startingAt: 0)
    line += String(
      format: "%7.0f %8.2f %8.2f %8d", result.perSecond, Double(result.percentile(0.5)) / 1000,
      Double(result.percentile(0.99)) / 1000, result.failures)
    if let floor, floor > 0 {
      line += String(format: "  %5.2f", result.perSecond / floor)
      if let atLeast { line += result.perSecond / floor >= atLeast ? "  ≥ \(atLeast)" : "  LOW" }
    }
    say(line)
    if let failure = result.firstFailure { say("    first failure: \(failure)") }
  }
}
