import Glibc
import Kernel
import Synchronization
import UserService

/// How up to date the caches are. Written by the one thread that asks for changes, read by all.
///
/// While MariaDB is away, users that are known go on being let in for `toleranceSeconds`: every
/// call that needs the database is refused by its centre anyway. After that nobody is let in,
/// since a login that was ended on another machine could not be told any more.
final class Freshness: Sendable {
  static let toleranceSeconds: Int64 = 30

  private let epochNow = Atomic<Int64>(0)
  private let lastAnswer = Atomic<Int64>(.min)
  private let ended = Mutex<Set<Int64>>([])
  private let wasTried = Atomic<Bool>(false)

  /// What moves when everybody's access may have changed.
  var epoch: Int64 { epochNow.load(ordering: .acquiring) }

  /// Whether changes were asked for lately, by a clock that nobody can set.
  func isFresh(now: Int64 = MonotonicSeconds.now()) -> Bool {
    let last = lastAnswer.load(ordering: .acquiring)
    return last != .min && now.subtracting(capped: last) <= Self.toleranceSeconds
  }

  /// Whether the login ended lately.
  func hasEnded(_ sessionID: Int64) -> Bool {
    ended.withLock { $0.contains(sessionID) }
  }

  /// Says that a question was asked, whatever came of it.
  func noteAttempt() { wasTried.store(true, ordering: .releasing) }

  /// Returns once the first question was asked: a program that serves before would turn everybody
  /// away for a moment after each restart.
  func waitForFirstAttempt() {
    while !wasTried.load(ordering: .acquiring) { usleep(1_000) }
  }

  /// Takes an answer over; returns the logins that it names and the one before did not.
  func update(_ changes: AccessChanges, now: Int64 = MonotonicSeconds.now()) -> Set<Int64> {
    let new = ended.withLock { known in
      let new = changes.endedSessions.subtracting(known)
      known = changes.endedSessions
      return new
    }
    epochNow.store(changes.epoch, ordering: .releasing)
    lastAnswer.store(now, ordering: .releasing)
    return new
  }
}

/// Seconds on a clock that only goes forward.
enum MonotonicSeconds {
  private static let start = ContinuousClock.now

  static func now() -> Int64 {
    (ContinuousClock.now - start).components.seconds
  }
}
