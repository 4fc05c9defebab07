import Foundation
import StackKit

/// What came of the checks: a line each, and their number at the end.
struct SecurityReport {
  /// Findings of one check that are printed.
  private static let shown = 12

  private var passed = 0
  private var failed = 0
  private var skipped = 0

  var isClean: Bool { failed == 0 }
  var total: String { "\(passed) passed, \(failed) failed, \(skipped) skipped" }

  /// Does a check, or says where it is done. A test that is named and is not there is a failure.
  mutating func run(_ check: SecurityCheck, _ scene: SecurityScene?, _ suite: TestNames) {
    let began = Date()
    var findings = check.tests.filter { !suite.contains($0) }.map { "there is no test \($0)" }
    switch check.way {
    case .done(let body):
      do {
        if let scene { findings += try body(scene) }
      } catch {
        findings.append("\(error)")
      }
    case .tested, .told: break
    }
    if !findings.isEmpty {
      failed += 1
      say("FAILED   \(Self.title(check))")
      for finding in findings.prefix(Self.shown) { say("         - \(finding)") }
      if findings.count > Self.shown { say("         - and \(findings.count - Self.shown) more") }
      return
    }
    switch check.way {
    case .done:
      passed += 1
      let seconds = String(format: "%.1f s", Date().timeIntervalSince(began))
      say("passed   \(Self.title(check)) (\(seconds))")
    case .tested, .told:
      skipped += 1
      say("skipped  \(Self.title(check)) — \(Self.elsewhere(check))")
    }
  }

  /// The line of the list.
  static func tell(_ check: SecurityCheck) {
    let elsewhere = elsewhere(check)
    say(title(check) + (elsewhere.isEmpty ? "" : " — " + elsewhere))
  }

  private static func title(_ check: SecurityCheck) -> String {
    (check.number < 10 ? " " : "") + "\(check.number)  \(check.name)"
  }

  private static func elsewhere(_ check: SecurityCheck) -> String {
    let tests = check.tests.isEmpty ? "" : "make test: \(check.tests.joined(separator: ", "))"
    return switch check.way {
    case .done: tests.isEmpty ? "" : "and in \(tests)"
    case .tested: tests
    case .told(let reason): reason
    }
  }
}
