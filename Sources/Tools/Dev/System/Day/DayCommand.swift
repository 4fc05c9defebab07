import ArgumentParser
import Foundation
import StackKit

/// A working day through the API of one version, and the next morning through that of another.
struct DayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "day",
    abstract: "Fills an installed ERP with a working day, or goes on with it after an upgrade.",
    shouldDisplay: false)

  enum Part: String, ExpressibleByArgument {
    /// By the API of any version since the one that systemd/test/DECISIONS.md names.
    case work
    /// By the one that it was worked through, after the way back to it.
    case read
    /// By the present one.
    case goOn = "go-on"
  }

  @Argument(help: "work, read or go-on.")
  var part: Part

  @Option(help: "The API's port.")
  var port = 80

  @Option(help: "A file with the password of the user admin.")
  var passwordFile: String

  @Option(help: "The file in which the day is written down.")
  var book: String

  func run() throws {
    let password = try String(contentsOfFile: passwordFile, encoding: .utf8)
      .trimmingCharacters(in: .newlines)
    switch part {
    case .work:
      var day = try Day(port: port, password: password, book: DayBook())
      day.book.password = password
      try day.work()
      try day.book.write(to: book)
      say("note: \(day.book.documents.count) documents, \(day.book.reads.count) answers kept")
      for (value, other) in day.book.instead.sorted(by: { $0.key < $1.key }) {
        say("note: \(value) is refused there; the day has \(other)")
      }
    case .read:
      try Day(port: port, password: password, book: DayBook(file: book)).readAgain()
      say("note: the day is as it was")
    case .goOn:
      let day = try Day(port: port, password: password, book: DayBook(file: book))
      try day.goOn()
      say("note: the day of before goes on")
    }
  }
}

extension Day {
  /// All that the upgrade has to carry over.
  mutating func work() throws {
    try workPeople()
    try workGoods()
    try workStock()
    try workMembers()
    try workBuying()
    try workMaking()
    try workSales()
    try workRefunds()
    try workTills()
    try workLastly()
  }

  /// What was open is finished by the present API; then nothing may be wrong.
  func goOn() throws {
    try readAgain()
    try postAgain()
    try goOnPeople()
    try goOnGoods()
    try goOnStock()
    try goOnSales()
    try goOnRefunds()
    try goOnBuying()
    try goOnMaking()
    try goOnTills()
    try goOnLastly()
  }
}
