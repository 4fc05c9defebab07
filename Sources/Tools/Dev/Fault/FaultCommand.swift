import ArgumentParser
import FaultKit
import Foundation
import Kernel
import StackKit

/// `make fault-test`: what the books say after everything has been broken.
struct FaultCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fault",
    abstract: "Breaks a stack of its own under load, and compares its books with the clients'.")

  @Option(help: "Repeats a run: the same faults in the same order.")
  var seed = UInt64.random(in: 1...999_999)

  @Option(help: "How long faults happen.")
  var minutes = 2.0

  @Option(help: "Only the fault of this number.")
  var only: Int?

  @Flag(help: "List the 36 faults, and where each is tested.")
  var list = false

  func run() throws {
    if list { return FaultCatalogue.all.sorted { $0.number < $1.number }.forEach(Self.tell) }
    let directory = NSTemporaryDirectory() + "erp-fault-\(getpid())"
    say("seed \(seed), \(minutes) minutes")
    let faults = try FaultStack.start(directory: directory)
    var run = FaultRun(faults, seed: seed, only: only)
    defer {
      try? faults.stack.shutdown()
      if !run.report.isClean { FaultLogs.keep(of: faults.stack, as: "fault-logs") }
      try? FileManager.default.removeItem(atPath: directory)
    }
    let isVolumeOnly = only.map(FaultVolume.numbers.contains) ?? false
    if !isVolumeOnly {
      try run.go(seconds: minutes * 60)
      try run.controls()
    }
    if only == nil || isVolumeOnly {
      run.report.note(FaultVolume.run(seed: seed, faults.stack.installation))
    }
    say(run.report.text)
    if !run.report.isClean { throw ExitCode.failure }
  }

  private static func tell(_ fault: Fault) {
    let number = String(repeating: " ", count: fault.number < 10 ? 1 : 0) + "\(fault.number)"
    switch fault.way {
    case .done: say("\(number)  \(fault.name)")
    case .elsewhere(let reason): say("\(number)  \(fault.name) — \(reason)")
    }
  }
}
