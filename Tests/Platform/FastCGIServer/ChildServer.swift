import Foundation
import Testing

@testable import FastCGIServer

/// A server in a process of its own: this test program again, with only `ChildServerTests` in it.
final class ChildServer {
  let process = Process()

  /// - Parameters:
  ///   - listening: a listening socket, passed on as descriptor 0; or
  ///   - activate: a path on which systemd-socket-activate listens, and its further arguments.
  init(listening: Int32? = nil, activate: (path: String, arguments: [String])? = nil, threads: Int)
    throws
  {
    let executable = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let arguments = [
      "--testing-library", "swift-testing", "--filter", "ChildServerTests",
    ]
    var environment = ProcessInfo.processInfo.environment
    environment["ERP_GATEWAY_CHILD"] = String(threads)
    if let activate {
      process.executableURL = URL(fileURLWithPath: "/usr/bin/systemd-socket-activate")
      // It starts the program with a fresh environment.
      let passed = environment.filter { name, _ in
        ["ERP_GATEWAY_CHILD", "LD_LIBRARY_PATH", "PATH", "HOME"].contains(name)
      }
      process.arguments =
        ["-l", activate.path] + activate.arguments + passed.map { "--setenv=\($0.key)=\($0.value)" }
        + [executable] + arguments
    } else {
      process.executableURL = URL(fileURLWithPath: executable)
      process.arguments = arguments
    }
    process.environment = environment
    if let listening { process.standardInput = FileHandle(fileDescriptor: listening) }
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
  }

  deinit {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
  }

  /// Sends SIGTERM and waits.
  /// - Returns: the exit status and how long it took.
  func terminate() -> (status: Int32, seconds: Double) {
    let start = Date()
    kill(process.processIdentifier, SIGTERM)
    process.waitUntilExit()
    let status = process.terminationReason == .exit ? process.terminationStatus : -1
    return (status, Date().timeIntervalSince(start))
  }

  static func path() -> String {
    "/tmp/erp-gateway-child-\(getpid())-\(UInt32.random(in: 0 ... .max)).sock"
  }
}

/// The server's side of it; runs only in the child.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["ERP_GATEWAY_CHILD"] != nil))
struct ChildServerTests {
  @Test func serve() throws {
    let threads = Int(ProcessInfo.processInfo.environment["ERP_GATEWAY_CHILD"] ?? "") ?? 1
    let server = try GatewayServer(
      listeners: ListeningSocket.inherited(), threads: threads,
      makeWorker: { _ in
        TestHandler { request in
          if request.parameter("DOCUMENT_URI", is: "/pid") {
            return GatewayResponse(status: 200, body: Array(String(getpid()).utf8))
          }
          return TestHandler.answer(request)
        }
      })
    exit(server.run())
  }
}
