import Foundation

/// Prints a line for each step as it ends, and counts.
struct ClusterReport {
  let only: String
  private(set) var passed = 0
  private(set) var failed = 0
  private(set) var skipped = 0

  init(only: String) { self.only = only }

  /// Runs a step; what it returns is said of it, what it throws is its failure.
  mutating func step(_ name: String, _ body: () throws -> String) {
    guard only.isEmpty || name.contains(only) else {
      skipped += 1
      return say("skip  \(name)")
    }
    let began = Date()
    func seconds() -> String { String(format: "%.0f s", Date().timeIntervalSince(began)) }
    do {
      let facts = try body()
      passed += 1
      say("ok    \(name): \(facts) (\(seconds()))")
    } catch {
      failed += 1
      say("FAIL  \(name): \(error) (\(seconds()))")
    }
  }

  /// A step that yields orders a second; nil when it failed or was not wanted.
  mutating func measure(_ name: String, _ body: () throws -> Double) -> Double? {
    var result: Double?
    step(name) {
      let rate = try body()
      result = rate
      return String(format: "%.0f orders/s", rate)
    }
    return result
  }

  var summary: String { "\(passed) passed, \(failed) failed, \(skipped) skipped" }
}
