import ArgumentParser
import Foundation
import StackKit

/// Sells on an installed ERP while something else is done to it, and counts what went wrong.
struct LoadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "load",
    abstract: "Sells until a file appears, and checks every sale (for make system-test).",
    shouldDisplay: false)

  @Option(help: "The API's port.")
  var port = 80

  @Option(help: "A file with the password of the user admin.")
  var passwordFile: String

  @Option(help: "Sell until this file is there.")
  var stop: String

  @Option(help: "But no longer than so many seconds.")
  var seconds = 300.0

  @Option(help: "Clients that sell at the same time; each pauses, so that no rate limit is met.")
  var clients = 6

  @Flag(help: "A try that had to be repeated is a failure.")
  var strict = false

  @Option(help: "A file for each paid order: number, when it was asked for, when acknowledged.")
  var book: String?

  func run() throws {
    let password = try String(contentsOfFile: passwordFile, encoding: .utf8)
      .trimmingCharacters(in: .newlines)
    let goods = try LoadGoods(port: port, password: password)
    let end = Date().addingTimeInterval(seconds)
    let stop = stop
    let books = try Crowd.run(clients) { number in
      try LoadClient(goods, number: number).sell {
        Date() < end && !FileManager.default.fileExists(atPath: stop)
      }
    }
    var all = LoadBook()
    for book in books { all.add(book) }
    try book.map { try all.write(to: $0) }
    let missing = try goods.missing(all)
    say(
      "\(all.calls) calls, \(all.failures.count) failed tries, longest answer "
        + "\(String(format: "%.2f", all.longest)) s, \(all.paid.count) orders paid, "
        + "\(missing.count) not as acknowledged")
    for line in (missing + all.refusals).prefix(10) { say("  \(line)") }
    for line in all.failures.prefix(strict ? 10 : 3) { say("  tried again: \(line)") }
    let isClean = missing.isEmpty && all.refusals.isEmpty && !all.paid.isEmpty
    if !isClean || (strict && !all.failures.isEmpty) { throw ExitCode.failure }
  }
}

/// A payment: asked for, and acknowledged.
struct LoadSale {
  let number: String
  let asked: Date
  let acknowledged: Date
}

/// What one client was told.
struct LoadBook {
  var calls = 0
  var longest = 0.0
  var paid: [String] = []
  /// Tries without an answer, or with one that says to come again.
  var failures: [String] = []
  /// Final answers that were not the expected ones.
  var refusals: [String] = []

  var sales: [LoadSale] = []

  /// `SYS-1-20261127-000001 1796103937.83 1796103937.85`, a line each.
  func write(to path: String) throws {
    let lines = sales.map {
      "\($0.number) \($0.asked.timeIntervalSince1970) \($0.acknowledged.timeIntervalSince1970)\n"
    }
    try lines.joined().write(toFile: path, atomically: true, encoding: .utf8)
  }

  mutating func add(_ other: LoadBook) {
    sales += other.sales
    calls += other.calls
    longest = max(longest, other.longest)
    paid += other.paid
    failures += other.failures
    refusals += other.refusals
  }
}
