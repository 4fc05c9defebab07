import ArgumentParser
import Foundation
import Processes
import StackKit

struct PartCommand: ParsableCommand {
  enum Action: String, ExpressibleByArgument, CaseIterable {
    case start, stop, restart, kill
  }

  static let configuration = CommandConfiguration(
    commandName: "part", abstract: "Starts, stops, restarts or kills one part of the stack.")

  @Argument(help: "start, stop (stays down), restart, or kill (comes back).")
  var action: Action

  @Argument(
    help: "mariadb, redis, nginx, a centre such as order, auth, relay or worker; see status.")
  var name: String

  @Option(help: "The signal that kill sends.")
  var signal: Int32 = SIGKILL

  func run() throws {
    let options = try StackOptions(environment: Command.inherited)
    guard let stack = try Stack.running(in: options.directory) else {
      throw StackFault("no stack runs in \(options.directory)")
    }
    switch action {
    case .start: try stack.start(name)
    case .stop: try stack.stop(name)
    case .restart: try stack.restart(name)
    case .kill: try stack.kill(name, signal)
    }
  }
}
