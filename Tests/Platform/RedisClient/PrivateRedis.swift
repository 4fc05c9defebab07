import Foundation
import RedisClient
import TestKit

/// A Redis server of the tests' own, in a temporary folder, on a unix socket, without persistence.
final class PrivateRedis {
  let folder: String
  private(set) var process: ServerProcess
  private let command: [String]

  struct StartFault: Error { let log: String }

  init(arguments: [String] = ["--port", "0"]) throws {
    folder = try ServerProcess.folder("erp-redis")
    command =
      [
        "/usr/bin/redis-server", "--unixsocket", folder + "/socket", "--dir", folder, "--save", "",
        "--appendonly", "no", "--daemonize", "no",
      ] + arguments
    process = try ServerProcess(command, output: folder + "/log")
    try awaitStart()
  }

  var socket: String { folder + "/socket" }

  func options() -> RedisOptions { RedisOptions(endpoint: .socket(socket)) }
  func connect() -> RedisConnection { RedisConnection(settings: options()) }

  /// Starts it again, empty, after `killHard()`.
  func start() throws {
    unlink(socket)
    process = try ServerProcess(command, output: folder + "/log")
    try awaitStart()
  }

  func killHard() { process.killHard() }

  func stop() {
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
