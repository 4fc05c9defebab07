import StackKit
import Synchronization
import TestKit
import Testing

@testable import FastCGIServer

/// Aim: a worker that nobody calls gives back what it holds, once, and serves on afterwards.
@Suite struct WorkerRestTests {
  private final class Count: Sendable {
    let value = Atomic<Int>(0)
  }

  @Test func anIdleWorkerRestsOnceAndServesOn() throws {
    var limits = GatewayLimits()
    limits.restMilliseconds = 20
    let rests = Count()
    let running = try RunningServer(
      threads: 1, limits: limits, rest: { rests.value.add(1, ordering: .relaxed) })
    let client = try RawClient(running.path)
    for round in 1...3 {
      client.send(RawClient.request("/"))
      #expect(try client.answer().status == 200)
      #expect(comesTrue { rests.value.load(ordering: .relaxed) == round })
    }
    running.stop()
    #expect(rests.value.load(ordering: .relaxed) == 3)
  }

  @Test func whoWasNeverCalledHoldsNothing() throws {
    var limits = GatewayLimits()
    limits.restMilliseconds = 1
    let rests = Count()
    let running = try RunningServer(
      threads: 2, limits: limits, rest: { rests.value.add(1, ordering: .relaxed) })
    let client = try RawClient(running.path)
    client.send(RawClient.request("/"))
    #expect(try client.answer().status == 200)
    #expect(comesTrue { rests.value.load(ordering: .relaxed) == 1 })
    running.stop()
    #expect(rests.value.load(ordering: .relaxed) == 1)
  }
}
