import Foundation
package import RedisClient
package import TestKit

/// A Redis server of the tests' own, in a temporary folder, on a unix socket, without persistence.
package final class PrivateRedis {
  package let folder: String
  package private(set) var process: ServerProcess
  private let command: [String]

  package struct StartFault: Error { package let log: String }

  package init(arguments: [String] = ["--port", "0"]) throws {
    folder = try ServerProcess.folder("erp-redis")
    command =
      [
        "/usr/bin/redis-server", "--unixsocket", folder + "/socket", "--dir", folder, "--save", "",
        "--appendonly", "no", "--daemonize", "no",
      ] + arguments
    process = try ServerProcess(command, output: folder + "/log")
    try awaitStart()
  }

  package var socket: String { folder + "/socket" }

  package func options() -> RedisOptions { RedisOptions(endpoint: .socket(socket)) }
  package func connect() -> RedisConnection { RedisConnection(settings: options()) }

  /// Starts it again, empty, after `killHard()`.
  package func start() throws {
    unlink(socket)
    process = try ServerProcess(command, output: folder + "/log")
    try awaitStart()
  }

  package func killHard() { process.killHard() }

  package func stop() {
    process.killHard()
    ServerProcess.remove(folder)
  }

  private func awaitStart() throws {
    for _ in 0..<500 where process.isRunning {
      // A new connection each time: one that failed would pause.
      do {
        try connect().command(["PING"])
        return
      } catch RedisError.refused {
        return
      } catch {}
      usleep(20_000)
    }
    throw StartFault(log: (try? String(contentsOfFile: folder + "/log", encoding: .utf8)) ?? "")
  }
}
