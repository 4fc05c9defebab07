import Foundation
import Synchronization

/// A server of the tests' own, in a temporary folder, on a unix socket. It ends with the process,
/// or with `stop()`, and its folder goes with it.
final class PrivateServer: @unchecked Sendable {
  struct Fault: Error {
    let log: String
  }

  let folder: String
  private let command: [String]
  private let isReady: (String) -> Bool
  private var process: Process?

  private static let running = Mutex<[String: pid_t]>([:])
  private static let atExit: Void = {
    _ = atexit {
      for (folder, process) in PrivateServer.running.withLock({ $0 }) {
        kill(process, SIGKILL)
        waitpid(process, nil, 0)
        try? FileManager.default.removeItem(atPath: folder)
      }
    }
  }()

  /// - Parameters:
  ///   - command: "@" in it stands for the folder
  ///   - isReady: asked with the socket's path until it says so
  init(
    _ name: String, prepare: [String]? = nil, command: [String],
    isReady: @escaping (String) -> Bool
  ) throws {
    _ = Self.atExit
    folder = FileManager.default.temporaryDirectory.path + "/erp-\(name)-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    self.command = command
    self.isReady = isReady
    if let prepare { try launch(prepare).waitUntilExit() }
    try start()
  }

  deinit { stop() }

  var socket: String { folder + "/socket" }
  var processID: pid_t { process?.processIdentifier ?? 0 }

  func start() throws {
    unlink(socket)
    let server = try launch(command)
    process = server
    let (key, id) = (folder, server.processIdentifier)
    Self.running.withLock { $0[key] = id }
    for _ in 0..<600 where server.isRunning {
      if isReady(socket) { return }
      usleep(20_000)
    }
    throw Fault(log: (try? String(contentsOfFile: folder + "/log", encoding: .utf8)) ?? "")
  }

  /// As a power cut would.
  func killHard() {
    guard let process else { return }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    let key = folder
    Self.running.withLock { $0[key] = nil }
  }

  func pause() { kill(processID, SIGSTOP) }
  func resume() { kill(processID, SIGCONT) }

  func stop() {
    killHard()
    process = nil
    try? FileManager.default.removeItem(atPath: folder)
  }

  private func launch(_ words: [String]) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: words[0])
    process.arguments = words.dropFirst().map {
      $0.replacingOccurrences(of: "@", with: folder)
    }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }
}
