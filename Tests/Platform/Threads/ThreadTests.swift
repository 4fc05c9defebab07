import Foundation
import StackKit
import Synchronization
import Testing

@testable import Threads

/// Aim: a thread runs to its end undisturbed, and ends soon after it is told to.
@Suite struct ThreadTests {
  private final class Finding: Sendable {
    let text = Mutex("")
    let count = Atomic<Int>(0)
  }

  @Test func aThreadRunsToItsEnd() throws {
    let stop = StopSignal()
    let finding = Finding()
    let started = BackgroundThread.start(name: "a-name-that-is-too-long", stackBytes: 256 << 10) {
      let name = try? String(contentsOfFile: "/proc/thread-self/comm", encoding: .utf8)
      finding.text.withLock { $0 = name ?? "" }
      while !stop.wait(milliseconds: 60_000) {}
    }
    let thread = try #require(started)
    #expect(!thread.isFinished)
    stop.request()
    thread.join()
    #expect(thread.isFinished)
    thread.join()
    #expect(finding.text.withLock { $0 } == "a-name-that-is-\n")
  }

  /// Nobody waits for these: their memory would else be gone after some thousands of them.
  @Test func threadsThatNobodyWaitsFor() {
    let finding = Finding()
    let body: @Sendable () -> Void = { finding.count.wrappingAdd(1, ordering: .relaxed) }
    for _ in 0..<20_000 {
      #expect(comesTrue { BackgroundThread.start(name: "short", body: body) != nil })
    }
    #expect(comesTrue { finding.count.load(ordering: .relaxed) == 20_000 })
  }

  @Test func aSignalThatWasGivenStays() {
    let stop = StopSignal()
    #expect(!stop.isRequested && !stop.isHeld)
    #expect(!stop.wait(milliseconds: 1))
    stop.request()
    let begun = MonotonicClock.now()
    for _ in 0..<3 { #expect(stop.wait(milliseconds: 60_000)) }
    #expect(MonotonicClock.now() - begun < 30_000_000_000)
    #expect(StopSignal(holds: { true }).isHeld)
  }

  @Test func deadlinesAreRoundedUp() {
    #expect(MonotonicClock.milliseconds(until: MonotonicClock.now() - 1) == 0)
    let left = MonotonicClock.milliseconds(until: MonotonicClock.after(seconds: 10))
    #expect((9_000...10_000).contains(left))
  }
}
