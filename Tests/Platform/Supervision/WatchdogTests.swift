import Foundation
import Glibc
import Testing
import Threads

@testable import Supervision

/// Aim: signs of life come while every thread meets its deadline, and stop with the first that does
/// not. One after the other: the environment and the heartbeats are the process's.
@Suite(.serialized) struct WatchdogTests {
  private let board = NoticeBoard()

  init() { setenv("NOTIFY_SOCKET", board.path, 1) }

  @Test func saysWhatItIsTold() {
    ServiceManager.say("READY=1")
    #expect(board.next(withinMilliseconds: 1000) == "READY=1")
    ServiceManager.stopping()
    #expect(board.next(withinMilliseconds: 1000) == "STOPPING=1")
  }

  @Test func nobodyListens() {
    unsetenv("NOTIFY_SOCKET")
    ServiceManager.say("READY=1")
    setenv("NOTIFY_SOCKET", "/nowhere/\(String(repeating: "x", count: 200))", 1)
    ServiceManager.say("READY=1")
    #expect(board.next() == nil)
  }

  @Test func aRestingThreadIsFine() {
    let heartbeat = Heartbeat("resting")
    #expect(Watchdog.look() == [])
    #expect(board.next() == "WATCHDOG=1")
    heartbeat.rest()
    #expect(Watchdog.look() == [])
    #expect(board.next() == "WATCHDOG=1")
  }

  @Test func aBusyThreadIsFineUntilItsTimeIsOver() {
    let good = Heartbeat("good")
    let hanging = Heartbeat("hanging")
    good.beat(within: 60)
    hanging.beat(within: 60)
    #expect(Watchdog.look() == [])
    #expect(board.next() == "WATCHDOG=1")
    hanging.setDeadline(MonotonicClock.now() - 1)
    #expect(Watchdog.look() == ["hanging"])
    #expect(board.next() == nil)
    hanging.beat(within: 60)
    #expect(Watchdog.look() == [])
    #expect(board.next() == "WATCHDOG=1")
  }

  @Test func aThreadThatEndedPromisesNothing() {
    do {
      let gone = Heartbeat("gone")
      gone.setDeadline(0)
      #expect(Watchdog.look() == ["gone"])
    }
    #expect(Watchdog.look() == [])
    #expect(board.next() == "WATCHDOG=1")
  }

  /// Threads that end at the same time, while the watchdog looks: none takes another's last hold.
  @Test func threadsEndTogether() {
    DispatchQueue.concurrentPerform(iterations: 4) { number in
      for _ in 0..<5_000 {
        if number == 0 { _ = Heartbeats.shared.overdue(now: 0) } else { Heartbeat("short").rest() }
      }
    }
    #expect(Watchdog.look() == [])
    #expect(board.next() == "WATCHDOG=1")
  }
}
