import ArgumentParser
import Foundation
import Processes
import StackKit

@main
struct DevCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "erp-dev",
    abstract: "Runs a private stack: MariaDB, Redis, Nginx and all responders in one folder.",
    subcommands: [
      RunCommand.self, StopCommand.self, StatusCommand.self, PartCommand.self, TourCommand.self,
      BenchCommand.self, FaultCommand.self, ClusterCommand.self, SecurityCommand.self,
      SchemaCommand.self,
      LoadCommand.self, DayCommand.self, SuperviseCommand.self,
    ])
}

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Starts the stack in the background, or finds it running.")

  @Option(
    parsing: .upToNextOption,
    help: "Only these parts, without migrating, e.g. mariadb redis nginx.")
  var only: [String] = []

  func run() throws {
    let began = Date()
    var options = try StackOptions(environment: Command.inherited)
    if !only.isEmpty {
      options.parts = Set(only)
      options.migrates = false
    }
    let stack = try Stack.start(options) { say("· \($0)") }
    let seconds = Date().timeIntervalSince(began)
    say("API    \(stack.baseURL)   (/health /docs /openapi.json)")
    say("login  admin / \(stack.adminPassword)")
    say("logs   \(stack.logs)")
    say("ready after \(String(format: "%.1f", seconds)) s")
  }
}

struct StopCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stop", abstract: "Ends the stack in order: responders, Nginx, Redis, MariaDB.")

  func run() throws {
    let options = try StackOptions(environment: Command.inherited)
    guard let stack = try Stack.running(in: options.directory) else {
      say("no stack runs in \(options.directory)")
      return
    }
    try stack.shutdown()
    say("stopped")
  }
}

struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Shows each part of the running stack.")

  func run() throws {
    let options = try StackOptions(environment: Command.inherited)
    guard let stack = try Stack.running(in: options.directory) else {
      say("no stack runs in \(options.directory)")
      throw ExitCode(3)
    }
    say(stack.baseURL)
    for part in try stack.status() {
      let name = part.name.padding(toLength: 8, withPad: " ", startingAt: 0)
      let state = part.state.rawValue.padding(toLength: 9, withPad: " ", startingAt: 0)
      say("\(name) \(state) pid \(part.pid)  restarts \(part.restarts)")
    }
  }
}

struct SuperviseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "supervise", abstract: "Holds the sockets and restarts what dies (internal).",
    shouldDisplay: false)

  @Argument(help: "The plan that `run` wrote.")
  var plan: String

  func run() throws {
    let status = try Supervisor.main(planFile: plan)
    if status != 0 { throw ExitCode(status) }
  }
}
