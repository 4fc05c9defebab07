import Foundation
import Processes
import StackKit
import Synchronization

/// A program that a test started: without the test's open files, its output in a file, and killed
/// when the test process ends in the ordinary way.
///
/// Not Foundation's `Process`: that learns of a child's end from a socket which children started
/// at the same time inherit, so waiting for one could wait for another, and for ever.
/// Any thread may use it.
package final class ServerProcess: Sendable {
  package let id: pid_t
  private let ended = Mutex<Int32?>(nil)

  private static let running = Mutex<Set<pid_t>>([])
  private static let folders = Mutex<Set<String>>([])
  private static let atExit: Void = {
    _ = atexit {
      for id in ServerProcess.running.withLock({ $0 }) {
        kill(id, SIGKILL)
        waitpid(id, nil, 0)
      }
      for folder in ServerProcess.folders.withLock({ $0 }) {
        try? FileManager.default.removeItem(atPath: folder)
      }
    }
  }()

  /// A new folder under the temporary one; removed at the end if nobody did before.
  package static func folder(_ name: String) throws -> String {
    _ = atExit
    let path = FileManager.default.temporaryDirectory.path + "/\(name)-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    folders.withLock { _ = $0.insert(path) }
    return path
  }

  package static func remove(_ folder: String) {
    try? FileManager.default.removeItem(atPath: folder)
    folders.withLock { _ = $0.remove(folder) }
  }

  /// A TCP port on loopback that nobody uses just now.
  package static func freePort() -> Int {
    let probe = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(probe) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = bind(probe, $0, length)
        _ = getsockname(probe, $0, &length)
      }
    }
    return Int(UInt16(bigEndian: address.sin_port))
  }

  /// - Parameters:
  ///   - input: what the program finds as its standard input; without it, nothing
  ///   - output: path of the file that its output is added to
  package init(
    _ arguments: [String], environment: [String: String] = Command.inherited, input: Int32? = nil,
    output: String = "/dev/null"
  ) throws {
    _ = Self.atExit
    let nothing = try Descriptor.open("/dev/null", O_RDONLY)
    let log = try Descriptor.open(output, O_WRONLY | O_CREAT | O_APPEND)
    defer {
      close(nothing)
      close(log)
    }
    id = try Spawn.start(
      arguments, environment: environment, descriptors: [0: input ?? nothing, 1: log, 2: log],
      closingOthers: true)
    Self.running.withLock { [id] in _ = $0.insert(id) }
  }

  /// Whether it still runs; collects it when it does not.
  package var isRunning: Bool { status == nil }

  /// Its exit status, or 128 + the signal that ended it; nil while it runs.
  package var status: Int32? {
    ended.withLock { ended in
      var status: Int32 = 0
      if ended == nil, waitpid(id, &status, WNOHANG) == id {
        ended = Spawn.exitStatus(status)
        Self.running.withLock { [id] in _ = $0.remove(id) }
      }
      return ended
    }
  }

  /// Waits for its end, however long that takes.
  /// - Returns: as `status`
  @discardableResult
  package func wait() -> Int32 {
    while true {
      if let status { return status }
      usleep(2_000)
    }
  }

  /// Ends it as a power cut would.
  package func killHard() {
    guard isRunning else { return }
    kill(id, SIGKILL)
    wait()
  }

  /// Stops it where it is; `resume()` lets it go on.
  package func pause() {
    kill(id, SIGSTOP)
    usleep(100_000)
  }

  package func resume() { kill(id, SIGCONT) }
}
