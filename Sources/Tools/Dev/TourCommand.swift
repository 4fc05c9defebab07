import ArgumentParser
import Foundation
import Processes
import StackKit

struct TourCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tour",
    abstract: "Loads demo goods and sells one POS order end to end, through the public API.")

  @Option(help: "The API's port, for one that is installed; with --password-file.")
  var port: Int?

  @Option(help: "A file with the password of the user admin.")
  var passwordFile: String?

  func run() throws {
    if let port, let passwordFile {
      let password = try String(contentsOfFile: passwordFile, encoding: .utf8)
      var tour = Tour(port: port, password: password.trimmingCharacters(in: .newlines))
      return try tour.run()
    }
    let options = try StackOptions(environment: Command.inherited)
    guard let stack = try Stack.running(in: options.directory) else {
      throw StackFault("no stack runs in \(options.directory): make run")
    }
    var tour = Tour(port: stack.port, password: stack.adminPassword)
    try tour.run()
  }
}
