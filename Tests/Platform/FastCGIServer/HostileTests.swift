import Foundation
import Kernel
import StackKit
import Testing

@testable import FastCGIServer

/// What a peer with bad manners may do: it never costs more than its own connection.
@Suite struct HostileTests {
  /// One second for everything, one thread: whoever holds the thread is noticed.
  private var strict: GatewayLimits {
    var limits = GatewayLimits()
    limits.headerSeconds = 1
    limits.requestSeconds = 1
    limits.ioSeconds = 1
    return limits
  }

  private func expectServing(_ running: RunningServer, within seconds: Double = 0.5) throws {
    let start = Date()
    let answer = try GatewayClient(.unix(running.path)).get("/")
    #expect(answer.status == 200)
    #expect(Date().timeIntervalSince(start) < seconds)
  }

  @Test func aThousandIdleConnectionsHoldNoThread() throws {
    var limits = GatewayLimits()
    limits.idleConnections = 1_100
    let running = try RunningServer(threads: 1, limits: limits)
    var idle: [RawClient] = []
    for _ in 0..<1_000 {
      let client = try RawClient(running.path)
      client.send(RawClient.request("/"))
      _ = try client.answer()
      idle.append(client)
    }
    try expectServing(running)
    for client in idle {
      client.send(RawClient.request("/"))
      #expect(try client.answer().status == 200)
    }
    #expect(running.server.statistics.accepted == 1_001)
    running.stop()
  }

  @Test func beginWithoutParametersIsCut() throws {
    let running = try RunningServer(threads: 1, limits: strict)
    let silent = try (0..<20).map { _ in try RawClient(running.path) }
    for client in silent { client.send(RawClient.begin()) }
    // Even meanwhile the only thread is free.
    try expectServing(running)
    for client in silent { #expect(client.closesWithin(2)) }
    // They are reported just after they were closed.
    #expect(comesTrue { running.events.count { $0 == .headersTimedOut } == 20 })
    running.stop()
  }

  @Test func dripFedParametersAreCutByTheFirstByte() throws {
    let running = try RunningServer(threads: 1, limits: strict)
    let client = try RawClient(running.path)
    let start = Date()
    for byte in RawClient.request("/", [("LONG", String(repeating: "x", count: 2_000))]) {
      guard client.send([byte]) else { break }
      usleep(10_000)
      if Date().timeIntervalSince(start) > 3 { break }
    }
    #expect(Date().timeIntervalSince(start) < 2.5)
    try expectServing(running)
    running.stop()
  }

  @Test func slowButTimelyParametersAreServed() throws {
    let running = try RunningServer(threads: 1)
    let client = try RawClient(running.path)
    for byte in RawClient.request("/query", [("QUERY_STRING", "slow")]) {
      client.send([byte])
      usleep(1_000)
    }
    #expect(try client.answer().header("X-Query") == "slow")
    running.stop()
  }

  @Test func dripFedBodyIsCutAtTheDeadline() throws {
    let running = try RunningServer(threads: 1, limits: strict)
    let client = try RawClient(running.path)
    client.send(
      RawClient.begin()
        + RawClient.params([
          ("DOCUMENT_URI", "/echo"), ("CONTENT_LENGTH", "1000"),
        ]))
    let start = Date()
    var record: [UInt8] = []
    Wire.append(Wire.Kind.stdin, id: 1, [7], to: &record)
    while client.send(record), Date().timeIntervalSince(start) < 5 { usleep(100_000) }
    // A second for the request, a second of grace, and the tick.
    #expect(Date().timeIntervalSince(start) < 3.5)
    #expect(comesTrue { running.events.contains(.requestTimedOut) })
    try expectServing(running)
    running.stop()
  }

  @Test func peerThatDoesNotReadIsCut() throws {
    let running = try RunningServer(threads: 1, limits: strict) { request in
      if request.parameter("DOCUMENT_URI") == "/" { return GatewayResponse(status: 200) }
      return GatewayResponse(status: 200, body: Array(repeating: 1, count: 4 << 20))
    }
    let client = try RawClient(running.path)
    client.send(RawClient.request("/big"))
    usleep(100_000)
    let start = Date()
    #expect(
      try GatewayClient(.unix(running.path), timeoutMilliseconds: 5_000).get("/").status == 200)
    #expect(Date().timeIntervalSince(start) < 3)
    running.stop()
  }

  @Test func hugeParametersAreAnswered431() throws {
    let running = try RunningServer(threads: 1)
    let client = try RawClient(running.path)
    client.send(RawClient.request("/", [("HTTP_X", String(repeating: "x", count: 40_000))]))
    let answer = try client.answer()
    #expect(answer.status == 431)
    #expect(String(decoding: answer.body, as: UTF8.self).contains("\"code\":43101"))
    #expect(client.closesWithin(0.5))
    // As many small ones as fit are fine.
    let many = (0..<2_000).map { ("HTTP_\($0)", "v") }
    let other = try RawClient(running.path)
    other.send(RawClient.request("/query", many + [("QUERY_STRING", "q")]))
    #expect(try other.answer().header("X-Query") == "q")
    running.stop()
  }

  @Test func fullTableIsAnswered503() throws {
    var limits = GatewayLimits()
    limits.queue = 1
    limits.idleConnections = 0
    let running = try RunningServer(threads: 1, limits: limits)
    let first = try RawClient(running.path)
    first.send(RawClient.request("/sleep/1500"))
    let second = try RawClient(running.path)
    second.send(RawClient.request("/sleep/0"))
    #expect(comesTrue { running.server.openConnections == 2 })
    let third = try RawClient(running.path)
    let answer = try third.answer()
    #expect(answer.status == 503)
    #expect(answer.header("Retry-After") == "1")
    #expect(try first.answer().status == 200)
    #expect(try second.answer().status == 200)
    #expect(running.events == [.overloaded])
    running.stop()
  }

  @Test func oldestIdleConnectionMakesRoom() throws {
    var limits = GatewayLimits()
    limits.queue = 1
    limits.idleConnections = 1
    let running = try RunningServer(threads: 1, limits: limits)
    let idle = try (0..<3).map { _ in
      usleep(20_000)
      return try RawClient(running.path)
    }
    usleep(1_200_000)
    try expectServing(running)
    #expect(idle[0].closesWithin(0.5))
    idle[2].send(RawClient.request("/"))
    #expect(try idle[2].answer().status == 200)
    #expect(running.events == [.idleEvicted])
    running.stop()
  }

  @Test func idleConnectionsAreClosedInTheEnd() throws {
    var limits = GatewayLimits()
    limits.idleSeconds = 1
    let running = try RunningServer(limits: limits)
    let client = try RawClient(running.path)
    client.send(RawClient.request("/"))
    _ = try client.answer()
    #expect(!client.closesWithin(0.7))
    #expect(client.closesWithin(1))
    running.stop()
  }

  /// Whole requests with some bytes changed, cut short, or put together wrongly.
  @Test(arguments: [UInt64(1), 2, 3])
  func garbage(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let running = try RunningServer(threads: 2, limits: strict)
    for round in 0..<700 {
      var bytes = RawClient.request(
        "/echo",
        [
          (
            "QUERY_STRING",
            String(repeating: "q", count: Int.random(in: 0..<300, using: &generator))
          )
        ],
        body: Array(repeating: 1, count: Int.random(in: 0..<200, using: &generator)))
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        case 2: bytes.removeSubrange(place...)
        default: bytes.insert(contentsOf: bytes.prefix(place), at: place)
        }
        if bytes.isEmpty { break }
      }
      let client = try RawClient(running.path)
      client.send(bytes)
      // Half of them wait a moment for whatever comes back.
      if round % 2 == 0 { _ = client.closesWithin(0.005) }
    }
    try expectServing(running, within: 4)
    #expect(running.stop() == 0, "seed \(seed)")
  }
}
