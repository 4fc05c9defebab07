import Foundation
import Synchronization

/// A server that a test started: without the test's open files, its output in a file, and killed
/// when the test process ends in the ordinary way.
package final class ServerProcess: Sendable {
  package let id: pid_t
  private let hasEnded = Mutex(false)

  package struct SpawnFault: Error { let code: Int32 }

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

  package init(_ arguments: [String], output: String) throws {
    _ = Self.atExit
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    for descriptor in Int32(3)..<256 { posix_spawn_file_actions_addclose(&actions, descriptor) }
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var child: pid_t = 0
    let code = posix_spawn(&child, arguments[0], &actions, nil, &words, environ)
    guard code == 0 else { throw SpawnFault(code: code) }
    id = child
    Self.running.withLock { [id] in _ = $0.insert(id) }
  }

  /// Whether it still runs; collects it when it does not.
  package var isRunning: Bool {
    hasEnded.withLock { hasEnded in
      if !hasEnded, waitpid(id, nil, WNOHANG) != 0 { end(&hasEnded) }
      return !hasEnded
    }
  }

  /// Waits for its end.
  package func wait() {
    hasEnded.withLock { hasEnded in
      if hasEnded { return }
      waitpid(id, nil, 0)
      end(&hasEnded)
    }
  }

  /// Ends it as a power cut would.
  package func killHard() {
    hasEnded.withLock { hasEnded in
      if hasEnded { return }
      kill(id, SIGKILL)
      waitpid(id, nil, 0)
      end(&hasEnded)
    }
  }

  /// Stops it where it is; `resume()` lets it go on.
  package func pause() {
    kill(id, SIGSTOP)
    usleep(100_000)
  }

  package func resume() { kill(id, SIGCONT) }

  private func end(_ hasEnded: inout Bool) {
    hasEnded = true
    Self.running.withLock { [id] in _ = $0.remove(id) }
  }
}
