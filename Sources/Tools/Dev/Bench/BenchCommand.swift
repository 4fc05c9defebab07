import ArgumentParser
import Foundation
import StackKit

/// `make bench`: the load scenarios, with ratios against floors of the same run.
struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measures the API against its own floors, on a stack of its own.")

  @Option(help: "Seconds of each scenario.")
  var seconds = 10

  @Option(help: "Minutes of mixed load during which memory is watched.")
  var soak = 0

  @Option(help: "Goods to sell, at least \(BenchMaking.goodsMin).")
  var skus = 10_000

  @Option(help: "Connections that call at the same time, 2 to 1024.")
  var clients = 16

  @Option(help: "Threads of each program; as the programs have it if absent.")
  var threads: Int?

  @Option(help: "Only scenarios whose name contains this.")
  var only = ""

  func validate() throws {
    if skus < BenchMaking.goodsMin {
      throw ValidationError("--skus: at least \(BenchMaking.goodsMin)")
    }
    if !(2...1024).contains(clients) { throw ValidationError("--clients: 2 to 1024") }
  }

  func run() throws {
    let directory = NSTemporaryDirectory() + "erp-bench-\(getpid())"
    var options = StackOptions(directory: directory)
    options.rateLimit = .off
    options.endsWithStarter = true
    if let threads { options.settings["ERP_THREADS"] = "\(threads)" }
    let began = Date()
    let stack = try Stack.start(options) { say("· \($0)") }
    defer {
      try? stack.shutdown()
      try? FileManager.default.removeItem(atPath: directory)
    }
    say("· stack of its own after \(String(format: "%.1f", Date().timeIntervalSince(began))) s")
    try Bench(stack: stack, seconds: seconds, only: only, connections: clients)
      .run(skus: skus, soakMinutes: soak)
  }
}
