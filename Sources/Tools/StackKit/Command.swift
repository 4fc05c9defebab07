import Foundation
import Glibc

/// Runs a command to its end.
package enum Command {
  package struct Result: Sendable {
    package let status: Int32
    package let output: String
    package let errors: String
  }

  /// Feeds `input` and gathers both outputs. Throws only when the command cannot be started.
  package static func run(
    _ command: [String], environment: [String: String] = inherited, directory: String? = nil,
    input: String = ""
  ) throws(StackFault) -> Result {
    let stdin = try Descriptor.pipe()
    let stdout = try Descriptor.pipe()
    let stderr = try Descriptor.pipe()
    let pid: pid_t
    do {
      let inDirectory = directory.map { ["env", "-C", $0] } ?? []
      pid = try Spawn.start(
        inDirectory + command, environment: environment,
        descriptors: [0: stdin.reading, 1: stdout.writing, 2: stderr.writing])
    } catch {
      for end in [stdin, stdout, stderr] {
        close(end.reading)
        close(end.writing)
      }
      throw error
    }
    for end in [stdin.reading, stdout.writing, stderr.writing] { close(end) }
    let feeder = Thread {
      Descriptor.write(Array(input.utf8), to: stdin.writing)
      close(stdin.writing)
    }
    feeder.start()
    let errors = Gatherer(stderr.reading)
    let output = Descriptor.readToEnd(stdout.reading)
    close(stdout.reading)
    let faults = errors.wait()
    return Result(
      status: Spawn.wait(pid), output: String(decoding: output, as: UTF8.self),
      errors: String(decoding: faults, as: UTF8.self))
  }

  /// As `run`, but a status other than 0 is a fault that quotes what the command said.
  @discardableResult
  package static func require(
    _ command: [String], environment: [String: String] = inherited, directory: String? = nil,
    input: String = ""
  ) throws(StackFault) -> String {
    let result = try run(
      command, environment: environment, directory: directory, input: input)
    guard result.status == 0 else {
      let said = (result.errors + result.output).suffix(2000)
      throw StackFault("\(command[0]) ended with status \(result.status): \(said)")
    }
    return result.output
  }

  /// Where a program is found; Debian keeps servers in sbin, which is not in every user's PATH.
  package static func path(of program: String) -> String? {
    let path = (inherited["PATH"] ?? "") + ":/usr/local/sbin:/usr/sbin:/sbin:/usr/bin:/bin"
    return path.split(separator: ":").map { "\($0)/\(program)" }.first {
      access($0, X_OK) == 0
    }
  }

  package static var inherited: [String: String] { ProcessInfo.processInfo.environment }
}

/// Reads a descriptor to its end on a thread of its own, so that neither pipe can fill up.
private final class Gatherer: @unchecked Sendable {
  private let done = DispatchSemaphore(value: 0)
  private var bytes: [UInt8] = []

  init(_ descriptor: Int32) {
    Thread { [self] in
      bytes = Descriptor.readToEnd(descriptor)
      close(descriptor)
      done.signal()
    }.start()
  }

  func wait() -> [UInt8] {
    done.wait()
    return bytes
  }
}
