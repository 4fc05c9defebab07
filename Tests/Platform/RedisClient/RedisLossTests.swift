import Foundation
import RedisClient
import StoreKit
import TestKit
import Testing

/// The server goes away in every way it can. Each test has a server of its own.
@Suite struct RedisLossTests {
  private func seconds(_ body: () throws -> Void) rethrows -> Double {
    let start = ContinuousClock.now
    try body()
    return (ContinuousClock.now - start) / .seconds(1)
  }

  private func isUnavailable(_ body: () throws -> Void) -> Bool {
    do {
      try body()
      return false
    } catch RedisError.unavailable { return true } catch { return false }
  }

  @Test func aRestartBetweenCommandsIsNotNoticed() throws {
    let server = try PrivateRedis()
    defer { server.stop() }
    let redis = server.connect()
    let script = RedisScript("test.one", "return 1")
    try redis.run(script, keys: [], arguments: [])
    server.killHard()
    try server.start()
    #expect(try redis.run(script, keys: [], arguments: []) == .integer(1))
  }

  @Test func afterAFailureNothingIsTriedForAWhile() throws {
    let server = try PrivateRedis()
    defer { server.stop() }
    let redis = server.connect()
    try redis.command(["SET", "k", "v"])
    server.killHard()
    #expect(isUnavailable { try redis.command(["GET", "k"]) })
    try server.start()
    // The pause holds although the server is back; then it is found again.
    let quick = seconds {
      for _ in 0..<1000 { #expect(isUnavailable { try redis.command(["GET", "k"]) }) }
    }
    #expect(quick < 0.4)
    usleep(600_000)
    #expect(try redis.command(["GET", "k"]) == .null)
  }

  @Test func aSilentServerIsATimeOutAndALateAnswerIsNotTakenForTheNext() throws {
    let server = try PrivateRedis()
    defer { server.stop() }
    var options = server.options()
    options.commandMilliseconds = 300
    options.pauseMilliseconds = 100
    let redis = RedisConnection(settings: options)
    try redis.command(["MSET", "a", "1", "b", "2"])
    server.process.pause()
    let took = seconds { #expect(isUnavailable { try redis.command(["GET", "a"]) }) }
    #expect((0.2...2).contains(took))
    usleep(150_000)
    let again = seconds { #expect(isUnavailable { try redis.command(["GET", "a"]) }) }
    #expect(again < 2)
    server.process.resume()
    usleep(150_000)
    #expect(try redis.command(["GET", "b"]).text == "2")
    #expect(try redis.command(["GET", "a"]).text == "1")
  }

  @Test func aPipelineCutOffIsUnavailable() throws {
    let server = try PrivateRedis()
    defer { server.stop() }
    let redis = server.connect()
    try redis.command(["PING"])
    let process = server.process
    Thread {
      usleep(100_000)
      process.killHard()
    }.start()
    let commands = (0..<50).map { [.text("SET"), .text("k\($0)"), .text("v")] as [RedisArgument] }
    #expect(
      isUnavailable {
        for _ in 0..<100_000 { try redis.pipeline(commands) }
      })
  }

  @Test func aBlockingReadWaitsForItsOwnTime() throws {
    let server = try PrivateRedis()
    defer { server.stop() }
    let redis = server.connect()
    try redis.command(["XGROUP", "CREATE", "s", "g", "0", "MKSTREAM"])
    let read: [RedisArgument] = [
      "XREADGROUP", "GROUP", "g", "me", "COUNT", 10, "BLOCK", 1500, "STREAMS", "s", ">",
    ]
    var nothing: RedisReply?
    let empty = try seconds { nothing = try redis.command(read, blockingMilliseconds: 1500) }
    #expect(nothing == .null)
    #expect((1.4...2.4).contains(empty))
    let other = server.connect()
    try other.command(["XADD", "s", "*", "body", .bytes([0, 13, 10, 255])])
    let reply = try redis.command(read, blockingMilliseconds: 1500)
    let message = reply.elements?.first?.elements?.last?.elements?.first?.elements
    #expect(message?.last?.elements?.last == .string([0, 13, 10, 255]))
    try other.command(["FLUSHALL"])
    let refused = #expect(throws: RedisError.self) {
      try redis.command(read, blockingMilliseconds: 1500)
    }
    guard case .refused(let reason) = refused else {
      Issue.record("\(String(describing: refused))")
      return
    }
    #expect(reason.hasPrefix("NOGROUP") || reason.hasPrefix("UNBLOCKED"))
    #expect(try redis.command(["PING"]) == .status("PONG"))
  }

  @Test func passwordsAndPlainTCP() throws {
    let port = ServerProcess.freePort()
    let server = try PrivateRedis(arguments: [
      "--bind", "127.0.0.1", "--port", "\(port)", "--requirepass", "geheim wort",
      "--maxmemory", "2mb", "--maxmemory-policy", "noeviction",
    ])
    defer { server.stop() }
    var options = RedisOptions(endpoint: .tcp(host: "127.0.0.1", port: Int32(port)))
    #expect(!"\(options)".contains("geheim"))
    #expect(throws: RedisError.self) {
      try RedisConnection(settings: options).command(["GET", "k"])
    }
    options.password = "wrong"
    #expect(throws: RedisError.self) {
      try RedisConnection(settings: options).command(["GET", "k"])
    }
    options.password = "geheim wort"
    let redis = RedisConnection(settings: options)
    #expect(try redis.command(["GET", "k"]) == .null)
    options.user = "default"
    #expect(try RedisConnection(settings: options).command(["GET", "k"]) == .null)
    // A full server refuses writes and stays usable.
    let block = [UInt8](repeating: 1, count: 500_000)
    let full = #expect(throws: RedisError.self) {
      for number in 0..<100 { try redis.command(["SET", .text("big\(number)"), .bytes(block)]) }
    }
    guard case .refused(let reason) = full else {
      Issue.record("\(String(describing: full))")
      return
    }
    #expect(reason.hasPrefix("OOM"))
    #expect(try redis.command(["GET", "none"]) == .null)
  }

  @Test func nobodyThereIsUnavailable() {
    let redis = RedisConnection(settings: RedisOptions(endpoint: .socket("/nonexistent")))
    #expect(isUnavailable { try redis.command(["PING"]) })
    #expect(isUnavailable { try redis.command(["PING"]) })
  }
}
