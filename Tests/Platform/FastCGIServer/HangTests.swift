import Foundation
import StackKit
import Testing
import Threads

@testable import FastCGIServer
@testable import Supervision

/// Aim: the watchdog goes by what workers do, not by whether the process is there.
@Suite struct HangTests {
  @Test func aHandlerThatDoesNotComeBackSilencesTheWatchdog() throws {
    var limits = GatewayLimits()
    limits.requestSeconds = 1
    limits.hangSeconds = 0
    let release = DispatchSemaphore(value: 0)
    let server = try RunningServer(threads: 3, limits: limits) { _ in
      release.wait()
      return GatewayResponse(status: 200)
    }
    defer { server.stop() }
    let client = try RawClient(server.path)
    client.send(RawClient.request("/"))
    // Heartbeats are the process's, so of all its servers: the others have later deadlines.
    #expect(reaches { $0.count == 1 && $0[0].hasPrefix("worker-") })
    release.signal()
    #expect(reaches(\.isEmpty))
  }

  /// Whether what is overdue becomes like this within half a minute.
  private func reaches(_ condition: ([String]) -> Bool) -> Bool {
    comesTrue { condition(Heartbeats.shared.overdue(now: MonotonicClock.now())) }
  }
}
