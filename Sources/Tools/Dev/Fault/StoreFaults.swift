import Foundation
import Glibc
import Processes
import StackKit

/// MariaDB and Redis die, hang, forget or fill up.
enum StoreFaults {
  static func emptyRedis(_ scene: inout FaultScene) throws {
    for _ in 0..<5 {
      try scene.faults.redis("FLUSHALL")
      usleep(1_000_000)
    }
  }

  static func killRedis(_ scene: inout FaultScene) throws {
    try scene.faults.killAndAwait("redis")
    try scene.stack.waitUntilReady("redis")
    try scene.faults.redis("FLUSHALL")
  }

  /// Redis comes back as it was some seconds before: streams, id segments and counters go back.
  static func oldRedis(_ scene: inout FaultScene) throws {
    try scene.faults.redis("SAVE")
    usleep(scene.seconds(3...8))
    try scene.faults.killAndAwait("redis")
    try scene.stack.waitUntilReady("redis")
    try FileManager.default.removeItem(atPath: scene.stack.layout.redis + "/dump.rdb")
  }

  static func hangRedis(_ scene: inout FaultScene) throws {
    try pause("redis", for: scene.seconds(3...10), scene)
  }

  static func fillRedis(_ scene: inout FaultScene) throws {
    try scene.faults.redis("CONFIG", "SET", "maxmemory", "1")
    usleep(scene.seconds(3...6))
    try scene.faults.redis("CONFIG", "SET", "maxmemory", "256mb")
  }

  static func killDatabase(_ scene: inout FaultScene) throws {
    try scene.faults.killAndAwait("mariadb")
    try scene.stack.waitUntilReady("mariadb")
  }

  static func hangDatabase(_ scene: inout FaultScene) throws {
    try pause("mariadb", for: scene.seconds(5...20), scene)
  }

  private static func pause(_ store: String, for time: UInt32, _ scene: FaultScene) throws {
    guard let pid = try scene.stack.pid(store) else { throw StackFault("\(store) does not run") }
    kill(pid, SIGSTOP)
    usleep(time)
    kill(pid, SIGCONT)
  }

  static func killSessions(_ scene: inout FaultScene) throws {
    for _ in 0..<10 {
      let sessions = try scene.stack.sql(
        """
        SELECT id FROM information_schema.processlist WHERE user LIKE 'erp%' \
        ORDER BY RAND() LIMIT 5
        """)
      for session in sessions.compactMap(\.first) { _ = try? scene.stack.sql("KILL \(session)") }
      usleep(200_000)
    }
  }

  static func loseStreams(_ scene: inout FaultScene) throws {
    let socket = scene.stack.layout.socket("redis")
    let streams = try Command.require(["redis-cli", "-s", socket, "--scan", "--pattern", "erp:ev*"])
      .split(separator: "\n").map(String.init)
    for (number, stream) in streams.enumerated() {
      if number % 2 == 0 {
        try scene.faults.redis("XTRIM", stream, "MAXLEN", "0")
      } else {
        try scene.faults.redis("DEL", stream)
      }
    }
  }
}
