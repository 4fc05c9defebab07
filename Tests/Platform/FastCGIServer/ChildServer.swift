import Foundation
import Processes
import StackKit
import TestKit
import Testing

@testable import FastCGIServer

/// A server in a process of its own: this test program again, with only `ChildServerTests` in it.
final class ChildServer {
  let process: ServerProcess

  /// - Parameters:
  ///   - listening: a listening socket, passed on as descriptor 0; or
  ///   - activate: a path on which systemd-socket-activate listens, and its further arguments.
  init(listening: Int32? = nil, activate: (path: String, arguments: [String])? = nil, threads: Int)
    throws
  {
    let executable = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    var command = [
      executable, "--testing-library", "swift-testing", "--filter", "ChildServerTests",
    ]
    var environment = Command.inherited
    environment["ERP_GATEWAY_CHILD"] = String(threads)
    if let activate {
      // It starts the program with a fresh environment.
      let passed = environment.filter { name, _ in
        ["ERP_GATEWAY_CHILD", "LD_LIBRARY_PATH", "PATH", "HOME"].contains(name)
      }
      command =
        ["/usr/bin/systemd-socket-activate", "-l", activate.path] + activate.arguments
        + passed.map { "--setenv=\($0.key)=\($0.value)" } + command
    }
    process = try ServerProcess(command, environment: environment, input: listening)
  }

  deinit { process.killHard() }

  /// Sends SIGTERM and waits.
  /// - Returns: the exit status and how long it took.
  func terminate() -> (status: Int32, seconds: Double) {
    let start = Date()
    kill(process.id, SIGTERM)
    let status = process.wait()
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
