internal import FoundationEssentials
internal import Glibc

/// Runs a command to its end.
package enum Command {
  /// How a command ended, and what it wrote.
  package struct Result: Sendable {
    /// The exit status, or 128 + the signal that ended it.
    package let status: Int32
    package let output: String
    package let errors: String
  }

  /// Feeds `input` and gathers both outputs, on the caller's thread.
  ///
  /// - Parameter seconds: how long it may take; it is killed then. Nil is without end.
  /// - Throws: `ProcessFault` when the command cannot be started or takes too long
  package static func run(
    _ command: [String], environment: [String: String] = inherited, directory: String? = nil,
    input: String = "", seconds: Int? = nil
  ) throws(ProcessFault) -> Result {
    let inDirectory = directory.map { ["env", "-C", $0] } ?? []
    var pipes = try ChildPipes(input: input)
    defer { pipes.close() }
    let pid = try Spawn.start(
      inDirectory + command, environment: environment, descriptors: pipes.descriptors,
      ownGroup: seconds != nil)
    pipes.closeTheirs()
    let isWhole = pipes.gather(until: seconds.map { ContinuousClock.now + .seconds($0) })
    if !isWhole { kill(-pid, SIGKILL) }
    let status = Spawn.wait(pid)
    guard isWhole else {
      throw ProcessFault("\(command[0]) took longer than \(seconds ?? 0) s and was ended")
    }
    return Result(
      status: status, output: String(decoding: pipes.output, as: UTF8.self),
      errors: String(decoding: pipes.errors, as: UTF8.self))
  }

  /// As `run`, but a status other than 0 is a fault that quotes what the command said.
  /// - Throws: `ProcessFault`
  @discardableResult
  package static func require(
    _ command: [String], environment: [String: String] = inherited, directory: String? = nil,
    input: String = "", seconds: Int? = nil
  ) throws(ProcessFault) -> String {
    let result = try run(
      command, environment: environment, directory: directory, input: input, seconds: seconds)
    guard result.status == 0 else {
      let said = (result.errors + result.output).suffix(2000)
      throw ProcessFault("\(command[0]) ended with status \(result.status): \(said)")
    }
    return result.output
  }

  /// Runs a command on this process's own terminal; its exit status.
  /// - Throws: `ProcessFault` when it cannot be started
  package static func show(
    _ command: [String], environment: [String: String] = inherited
  ) throws(ProcessFault) -> Int32 {
    Spawn.wait(
      try Spawn.start(command, environment: environment, descriptors: [0: 0, 1: 1, 2: 2]))
  }

  /// Where a program is found; Debian keeps servers in sbin, which is not in every user's PATH.
  package static func path(of program: String) -> String? {
    let path = (inherited["PATH"] ?? "") + ":/usr/local/sbin:/usr/sbin:/sbin:/usr/bin:/bin"
    return path.split(separator: ":").map { "\($0)/\(program)" }.first {
      unsafe access($0, X_OK) == 0
    }
  }

  package static var inherited: [String: String] { ProcessInfo.processInfo.environment }
}
