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

  /// A server whose workers count their rests.
  private static func start(threads: Int, restMilliseconds: Int32) throws -> (RunningServer, Count)
  {
    var limits = GatewayLimits()
    limits.restMilliseconds = restMilliseconds
    let rests = Count()
    let running = try RunningServer(
      threads: threads, limits: limits, rest: { rests.value.add(1, ordering: .relaxed) })
    return (running, rests)
  }

  @Test func anIdleWorkerRestsOnceAndServesOn() throws {
    let (running, rests) = try Self.start(threads: 1, restMilliseconds: 20)
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
    let (running, rests) = try Self.start(threads: 2, restMilliseconds: 1)
    let client = try RawClient(running.path)
    client.send(RawClient.request("/"))
    #expect(try client.answer().status == 200)
    #expect(comesTrue { rests.value.load(ordering: .relaxed) == 1 })
    running.stop()
    #expect(rests.value.load(ordering: .relaxed) == 1)
  }
}
