internal import Glibc

/// Nanoseconds of a clock that nobody can set; deadlines and durations are points on it and
/// differences of them. It stands still while the machine sleeps, as every thread does.
package enum MonotonicClock {
  package static func now() -> Int64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }

  package static func after(seconds: Int) -> Int64 {
    now() + Int64(seconds) * 1_000_000_000
  }

  /// Milliseconds left until a deadline for poll(2): at least 0, rounded up.
  package static func milliseconds(until deadline: Int64) -> Int32 {
    Int32(clamping: max(0, (deadline - now() + 999_999) / 1_000_000))
  }
}
