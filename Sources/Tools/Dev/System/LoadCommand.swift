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

/// What one client was told.
struct LoadBook {
  var calls = 0
  var longest = 0.0
  var paid: [String] = []
  /// Tries without an answer, or with one that says to come again.
  var failures: [String] = []
  /// Final answers that were not the expected ones.
  var refusals: [String] = []

  mutating func add(_ other: LoadBook) {
    calls += other.calls
    longest = max(longest, other.longest)
    paid += other.paid
    failures += other.failures
    refusals += other.refusals
  }
}
