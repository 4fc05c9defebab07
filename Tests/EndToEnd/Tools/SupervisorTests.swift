import Foundation
import Glibc
import StackKit
import Testing

/// Aim: parts that die come back at once, stopped ones stay down, stores keep their data, and
/// nothing is left behind at the end.
@Suite(.serialized) struct SupervisorTests {
  private static let stores = Result {
    var options = StackOptions(directory: try SharedStack.directory("stores"))
    options.endsWithStarter = true
    options.rateLimit = .off
    options.parts = ["mariadb", "redis", "nginx"]
    options.migrates = false
    return try Stack.start(options)
  }

  @Test func nginxIsBackWithinATenthOfASecond() throws {
    let stack = try Self.stores.get()
    var fastest = Double.infinity
    for _ in 0..<3 {
      let before = try #require(try stack.pid("nginx"))
      try stack.kill("nginx", SIGKILL)
      let killed = Date()
      try stack.supervisor.wait(for: "nginx is another process", seconds: 2) {
        () throws(StackFault) in
        let pid = try stack.pid("nginx")
        return pid != nil && pid != before
      }
      let status = try #require(try stack.status().first { $0.name == "nginx" })
      fastest = min(fastest, status.startedAt - killed.timeIntervalSince1970)
      try stack.waitUntilReady("nginx")
      #expect(try HTTPClient(port: stack.port).get("/nope").status == 404)
    }
    // As the supervisor's clock says. Other tests run beside this one, and may delay any of them.
    #expect(fastest < 0.1)
  }

  @Test func killedDatabaseKeepsWhatWasCommitted() throws {
    let stack = try Self.stores.get()
    try stack.sql(
      "CREATE TABLE IF NOT EXISTS kept (id INT PRIMARY KEY); INSERT INTO kept VALUES (7)")
    try stack.setRestartDelay("mariadb", seconds: 0.3)
    let killed = Date()
    try stack.kill("mariadb", SIGKILL)
    try stack.supervisor.wait(for: "mariadb is down", seconds: 2) { () throws(StackFault) in
      try stack.pid("mariadb") == nil
    }
    try stack.waitUntilReady("mariadb")
    #expect(Date().timeIntervalSince(killed) > 0.3)
    #expect(try stack.sql("SELECT id FROM kept") == [["7"]])
    try stack.setRestartDelay("mariadb", seconds: 0)
  }

  @Test func stoppedStoreStaysDown() throws {
    let stack = try Self.stores.get()
    try stack.stop("redis")
    usleep(300_000)
    #expect(try stack.pid("redis") == nil)
    #expect(try stack.supervisor.status(of: "redis").state == .stopped)
    try stack.start("redis")
    #expect(try stack.pid("redis") != nil)
  }

  @Test func databaseSettings() throws {
    let stack = try Self.stores.get()
    let expected = [
      "innodb_flush_log_at_trx_commit": "1", "innodb_rollback_on_timeout": "ON",
      "innodb_lock_wait_timeout": "3", "innodb_print_all_deadlocks": "ON", "log_bin": "OFF",
      "performance_schema": "OFF", "local_infile": "OFF", "skip_networking": "ON",
      "character_set_server": "utf8mb4", "tx_isolation": "READ-COMMITTED", "time_zone": "+00:00",
    ]
    let names = expected.keys.map { "'\($0)'" }.joined(separator: ",")
    let rows = try stack.sql("SHOW GLOBAL VARIABLES WHERE Variable_name IN (\(names))")
    #expect(Dictionary(uniqueKeysWithValues: rows.map { ($0[0], $0[1]) }) == expected)
  }

  @Test func secretsAreOurs() throws {
    let stack = try Self.stores.get()
    for folder in [stack.layout.secrets, stack.layout.sockets] {
      for file in try FileManager.default.contentsOfDirectory(atPath: folder) {
        var information = stat()
        stat("\(folder)/\(file)", &information)
        let shared = information.st_mode & 0o077
        // MariaDB opens its socket to all; the folder around it is ours alone.
        #expect(shared == 0 || file.hasPrefix("mariadb.sock"), "\(file)")
      }
      var information = stat()
      stat(folder, &information)
      #expect(information.st_mode & 0o777 == 0o700)
    }
  }

  @Test func endsWithoutATrace() throws {
    var options = StackOptions(directory: try SharedStack.directory("short"))
    options.endsWithStarter = true
    options.parts = ["redis", "nginx"]
    let stack = try Stack.start(options)
    let pids = try stack.status().map(\.pid)
    #expect(pids.count == 2 && pids.allSatisfy { $0 > 0 })
    try stack.shutdown()
    #expect(pids.allSatisfy { kill($0, 0) != 0 })
    #expect(try Stack.running(in: options.directory) == nil)
    #expect(throws: HTTPFault.cannotConnect) { try HTTPClient(port: stack.port).get("/") }
  }

  @Test func daemonsHoldNothingOfTheirStarter() throws {
    let path = try SharedStack.directory("held") + ".lock"
    let held = open(path, O_RDWR | O_CREAT, 0o600)
    defer { close(held) }
    var options = StackOptions(directory: try SharedStack.directory("heirs"))
    options.endsWithStarter = true
    options.parts = ["redis"]
    let stack = try Stack.start(options)
    let supervisor = try String(contentsOfFile: stack.layout.pidFile, encoding: .utf8)
      .trimmingCharacters(in: .whitespacesAndNewlines)
    let redis = try #require(try stack.pid("redis"))
    for pid in [supervisor, "\(redis)"] {
      for entry in try FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/fd") {
        let target = try? FileManager.default.destinationOfSymbolicLink(
          atPath: "/proc/\(pid)/fd/\(entry)")
        #expect(target != path)
      }
    }
    try stack.shutdown()
    unlink(path)
  }

  @Test func deepFolderGetsShortSockets() throws {
    let deep = StackLayout(root: "/var/tmp/" + String(repeating: "d/", count: 60))
    #expect(deep.sockets.hasPrefix("/tmp/erp-"))
    #expect(deep.socket("mariadb").utf8.count < 100)
    let near = StackLayout(root: "/var/tmp/x")
    #expect(near.sockets == "/var/tmp/x/run")
  }
}
