import ArgumentParser
import Foundation
import StackKit

/// `make security-test`: the security list, check by check, on a stack of its own.
struct SecurityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "security",
    abstract: "Tries to break into a stack of its own: the 33 checks of the security list.")

  @Argument(help: "Only the checks of these numbers.")
  var checks: [Int] = []

  @Flag(help: "List the 33 checks, and where each is done.")
  var list = false

  func run() throws {
    let suite = try TestNames(source: Installation().source)
    if list {
      for check in SecurityCatalogue.all { SecurityReport.tell(check) }
      return
    }
    let chosen = SecurityCatalogue.all.filter { checks.isEmpty || checks.contains($0.number) }
    guard !chosen.isEmpty else { throw ValidationError("There is no such check.") }
    let directory = NSTemporaryDirectory() + "erp-security-\(getpid())"
    defer { try? FileManager.default.removeItem(atPath: directory) }
    var report = SecurityReport()
    let isNeeded = chosen.contains { if case .done = $0.way { true } else { false } }
    let scene = isNeeded ? try SecurityScene.start(directory: directory) : nil
    defer { try? scene?.stack.shutdown() }
    for check in SecurityCatalogue.inOrder(chosen) { report.run(check, scene, suite) }
    say(report.total)
    if !report.isClean { throw ExitCode.failure }
  }
}
