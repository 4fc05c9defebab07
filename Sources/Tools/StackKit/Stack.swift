import Foundation
import Glibc
import Processes

/// A private MariaDB, Redis, Nginx and all responders in one folder, under one supervisor.
///
/// All calls block; a stack may be used from several threads.
package struct Stack: Sendable {
  package let layout: StackLayout
  package let installation: Installation
  package let port: Int
  package let supervisor: SupervisorClient

  /// `http://127.0.0.1:<port>`
  package var baseURL: String { "http://127.0.0.1:\(port)" }

  /// The folder with one log a part (and Nginx's own two).
  package var logs: String { layout.logs }

  /// The password of the user `admin`.
  package var adminPassword: String {
    (try? String(contentsOfFile: layout.secret("admin_password"), encoding: .utf8)) ?? ""
  }

  /// The stack that runs in `directory`, if any does.
  package static func running(in directory: String) throws(StackFault) -> Stack? {
    let layout = StackLayout(root: directory)
    let supervisor = SupervisorClient(layout: layout)
    guard supervisor.isAlive,
      let text = try? String(contentsOfFile: layout.port, encoding: .utf8), let port = Int(text)
    else { return nil }
    return Stack(
      layout: layout, installation: try Installation(), port: port, supervisor: supervisor)
  }

  // MARK: parts, by name: mariadb redis nginx user item stock order ops auth relay worker

  /// Sends a signal; the supervisor starts what dies of it again.
  package func kill(_ name: String, _ signal: Int32) throws(StackFault) {
    try supervisor.command("kill", name, "\(signal)")
  }

  /// Ends a part in an orderly way, waits until it is gone, and leaves it down.
  package func stop(_ name: String) throws(StackFault) {
    try supervisor.command("stop", name)
    try supervisor.wait(for: "\(name) ends", seconds: 40) { () throws(StackFault) in
      try supervisor.status(of: name).pid == 0
    }
  }

  /// Starts a part that is down, and waits until it is ready.
  package func start(_ name: String) throws(StackFault) {
    try supervisor.command("start", name)
    try waitUntilReady(name)
  }

  package func restart(_ name: String) throws(StackFault) {
    try stop(name)
    try start(name)
  }

  /// After how many seconds the part is started again when it dies (0 at first).
  package func setRestartDelay(_ name: String, seconds: Double) throws(StackFault) {
    try supervisor.command("delay", name, "\(seconds)")
  }

  /// The process id, or nil while the part does not run.
  package func pid(_ name: String) throws(StackFault) -> pid_t? {
    let pid = try supervisor.status(of: name).pid
    return pid > 0 ? pid : nil
  }

  package func status() throws(StackFault) -> [PartStatus] {
    try supervisor.status()
  }

  /// Waits until a part serves: a store answers, Nginx answers, a responder runs.
  package func waitUntilReady(_ name: String, seconds: Double = 30) throws(StackFault) {
    let database = DatabaseServer(layout: layout)
    try supervisor.wait(for: "\(name) is ready", seconds: seconds) { () throws(StackFault) in
      switch name {
      case "mariadb": return database.answers
      case "redis": return RedisProbe.answers(at: layout.socket("redis"))
      case "nginx":
        // A connection alone may still be one to a worker that is being killed.
        return (try? HTTPClient(port: port, timeout: 2).get("/-/")) != nil
      default: return try supervisor.status(of: name).state == .running
      }
    }
  }

  /// Runs SQL as the superuser: rows of tab-separated columns, NULL as "NULL".
  @discardableResult
  package func sql(_ text: String) throws(StackFault) -> [[String]] {
    try DatabaseServer(layout: layout).run(text)
      .split(separator: "\n", omittingEmptySubsequences: true)
      .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
  }

  /// Runs `erp` (the operator's program) with this stack's settings.
  package func operate(_ arguments: String...) throws(StackFault) -> Command.Result {
    try operate(arguments)
  }

  /// The same with other settings besides, and something on its standard input.
  package func operate(
    _ arguments: [String], environment: [String: String] = [:], input: String = ""
  ) throws(StackFault) -> Command.Result {
    let own = StackStarter.operatorEnvironment(layout: layout, installation: installation)
    return try Command.run(
      [installation.program("erp")] + arguments,
      environment: own.merging(environment) { $1 }, directory: installation.source, input: input)
  }

  /// Ends everything in order and waits for it.
  package func shutdown() throws(StackFault) {
    let pid = try? String(contentsOfFile: layout.pidFile, encoding: .utf8)
      .trimmingCharacters(in: .whitespacesAndNewlines)
    try supervisor.command("shutdown")
    guard let pid = pid.flatMap({ Int32($0) }) else { return }
    let hasEnded = comesTrue(within: 60) {
      // If we started it in this very process it is our child, and we have to bury it.
      waitpid(pid, nil, WNOHANG)
      return Glibc.kill(pid, 0) != 0
    }
    if !hasEnded { throw StackFault("the stack did not end within 60 s") }
  }
}
