import Foundation
import StackKit
import Synchronization
import Testing

@testable import FastCGIServer

/// Aim: with more requests than room, whoever came first is served, whoever comes last is told, and
/// nobody is cut off.
@Suite struct OverloadTests {
  /// A handler that answers nothing before the test opens the gate; notes who came in which order.
  private final class Gate: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)
    private let order = Mutex<[String]>([])

    var seen: [String] { order.withLock { $0 } }

    @Sendable func answer(_ request: GatewayRequest) -> GatewayResponse {
      order.withLock { $0.append(request.parameter("QUERY_STRING") ?? "") }
      semaphore.wait()
      return GatewayResponse(status: 200, body: Array("ok".utf8))
    }

    func open(_ count: Int) { for _ in 0..<count { semaphore.signal() } }
  }

  private func becomes(
    _ running: RunningServer, busy: Int, waiting: Int
  ) -> Bool {
    comesTrue {
      running.server.busyWorkers == busy && running.server.waitingConnections == waiting
    }
  }

  private func raiseDescriptorLimit() {
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    limit.rlim_cur = min(max(limit.rlim_cur, 4_096), limit.rlim_max)
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }

  @Test func whoWaitsIsServedAndTheNewcomerIsTold() throws {
    raiseDescriptorLimit()
    let gate = Gate()
    let running = try RunningServer(threads: 8, handle: gate.answer)
    let clients = try (0..<520).map { number in
      let client = try RawClient(running.path)
      client.send(RawClient.request("/", [("QUERY_STRING", "\(number)")]))
      return client
    }
    #expect(becomes(running, busy: 8, waiting: 512))
    // So long that what is idle would have to go.
    usleep(1_200_000)
    for number in 0..<40 {
      let newcomer = try RawClient(running.path)
      let body = [UInt8](repeating: 7, count: number % 2 == 0 ? 0 : 100_000)
      newcomer.send(
        RawClient.request("/", [("ERP_REQUEST_ID", "r\(number)")], body: body, keep: false))
      let answer = try newcomer.answer()
      #expect(answer.status == 503)
      #expect(answer.header("Retry-After") == "1")
      var byte: UInt8 = 0
      #expect(recv(newcomer.descriptor, &byte, 1, 0) == 0, "an orderly end, no reset")
    }
    // Whoever keeps the connection, as Nginx does, may ask on it again, and is told again.
    let keeper = try RawClient(running.path)
    for body in [[], [UInt8](repeating: 7, count: 100_000)] {
      keeper.send(RawClient.request("/", body: body))
      #expect(try keeper.answer().status == 503)
    }
    gate.open(520)
    for client in clients { #expect(try client.answer().status == 200) }
    #expect(running.server.statistics.overloaded == 42)
    #expect(!running.events.contains(.idleEvicted))
    // And there is room again, once the others have been idle for a second.
    gate.open(1)
    let hasRoom = try comesTrue(everyMilliseconds: 100) {
      let later = try RawClient(running.path)
      later.send(RawClient.request("/"))
      return try later.answer().status == 200
    }
    #expect(hasRoom)
    running.stop()
  }

  @Test func whoWaitsLongestComesFirst() throws {
    let gate = Gate()
    let running = try RunningServer(threads: 1, handle: gate.answer)
    let clients = try (0..<50).map { number in
      let client = try RawClient(running.path)
      client.send(RawClient.request("/", [("QUERY_STRING", "\(number)")]))
      return client
    }
    #expect(becomes(running, busy: 1, waiting: 49))
    gate.open(50)
    for client in clients { #expect(try client.answer().status == 200) }
    #expect(gate.seen == (0..<50).map(String.init))
    running.stop()
  }

  /// The time that one may be idle is no time that one may wait.
  @Test func whoWaitsLongIsNotIdle() throws {
    let gate = Gate()
    var limits = GatewayLimits()
    limits.idleSeconds = 1
    let running = try RunningServer(threads: 1, limits: limits, handle: gate.answer)
    let clients = try (0..<3).map { _ in
      let client = try RawClient(running.path)
      client.send(RawClient.request("/"))
      return client
    }
    #expect(becomes(running, busy: 1, waiting: 2))
    usleep(1_700_000)
    gate.open(3)
    for client in clients { #expect(try client.answer().status == 200) }
    running.stop()
  }

  /// What is idle makes room; what has asked does not, however long ago.
  @Test func onlyTheIdleMakesRoom() throws {
    let gate = Gate()
    var limits = GatewayLimits()
    limits.queue = 2
    limits.idleConnections = 1
    let running = try RunningServer(threads: 1, limits: limits, handle: gate.answer)
    let asking = try (0..<3).map { _ in
      let client = try RawClient(running.path)
      client.send(RawClient.request("/"))
      return client
    }
    #expect(becomes(running, busy: 1, waiting: 2))
    usleep(20_000)
    let idle = try RawClient(running.path)
    usleep(1_200_000)
    let newcomer = try RawClient(running.path)
    newcomer.send(RawClient.request("/"))
    #expect(idle.closesWithin(5))
    #expect(comesTrue { running.events == [.idleEvicted] })
    gate.open(4)
    for client in asking + [newcomer] { #expect(try client.answer().status == 200) }
    running.stop()
  }

  /// A peer that says nothing, and one that never reads, cost nothing but their time.
  @Test func theRefusedAreLetGo() throws {
    let gate = Gate()
    var limits = GatewayLimits()
    limits.queue = 0
    limits.idleConnections = 0
    let running = try RunningServer(threads: 1, limits: limits, handle: gate.answer)
    let first = try RawClient(running.path)
    first.send(RawClient.request("/"))
    #expect(becomes(running, busy: 1, waiting: 0))
    let silent = try (0..<600).map { _ in try RawClient(running.path) }
    // The last ones are still there, and are told; the first had to make room for them.
    #expect(try #require(silent.last).answer().status == 503)
    #expect(
      silent.allSatisfy { client in
        while true {
          var bytes = [UInt8](repeating: 0, count: 1_024)
          let count = recv(client.descriptor, &bytes, 1_024, 0)
          if count <= 0 { return count == 0 || errno != EAGAIN }
        }
      })
    gate.open(1)
    #expect(try first.answer().status == 200)
    running.stop()
  }
}
