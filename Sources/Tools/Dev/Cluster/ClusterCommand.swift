import ArgumentParser
import FaultKit
import Foundation
import StackKit

/// `make cluster-test`: sells on a cluster whose parts are killed one after the other.
struct ClusterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cluster",
    abstract: "Starts a whole cluster here, kills one of each kind under load, compares the books.")

  @Option(help: "Repeats a run: the same orders in the same sequence.")
  var seed = UInt64.random(in: 1...999_999)

  @Option(help: "Only the steps whose name contains this.")
  var only = ""

  @Flag(help: "Leave the logs in the temporary folder.")
  var keepLogs = false

  func run() throws {
    // A client that finds no server ends before it has read its question.
    signal(SIGPIPE, SIG_IGN)
    let directory = NSTemporaryDirectory() + "erp-cluster-\(getpid())"
    defer { if !keepLogs { try? FileManager.default.removeItem(atPath: directory) } }
    say("seed \(seed)" + (keepLogs ? ", logs in \(directory)" : ""))
    var report = ClusterReport(only: only)
    let alone = report.measure("one machine: the same load without a cluster") {
      try Self.single(directory + "/single", seed: seed)
    }
    let began = Date()
    let cluster = try Cluster.start(directory: directory + "/cluster") { say("· \($0)") }
    defer { try? cluster.shutdown() }
    say("· cluster serves after \(CallLog.seconds(Date().timeIntervalSince(began)))")
    let run = try ClusterRun(cluster, seed: seed, alone: alone)
    for step in run.steps { report.step(step.name) { try step.body() } }
    say(report.summary)
    if report.failed > 0 { throw ExitCode.failure }
  }

  /// Orders a second of a stack of its own, with one server of each kind.
  private static func single(_ directory: String, seed: UInt64) throws -> Double {
    let faults = try FaultStack.start(directory: directory)
    defer { try? faults.stack.shutdown() }
    return try ClusterRun.ordersPerSecond(faults, seed: seed).rate
  }
}
