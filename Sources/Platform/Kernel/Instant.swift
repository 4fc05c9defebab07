private import Glibc

/// A point in time, in microseconds since 1970-01-01T00:00:00Z, as DATETIME(6) keeps it.
package struct Instant: Comparable, Hashable, Sendable {
  /// Since 1970 in UTC; negative before.
  package let microseconds: Int64

  /// A point in time by its microseconds since 1970 in UTC.
  package init(microseconds: Int64) {
    self.microseconds = microseconds
  }

  /// A point in time by its seconds since 1970 in UTC; held at the ends of the range.
  package init(seconds: Int64) { self.init(microseconds: seconds.multiplied(capped: 1_000_000)) }

  /// A point in time by its date and time in UTC; nil when there is no such date.
  package init?(utc civil: CivilTime) {
    guard civil.isValid else { return nil }
    let days = CivilTime.daysSinceEpoch(year: civil.year, month: civil.month, day: civil.day)
    let seconds = ((days * 24 + civil.hour) * 60 + civil.minute) * 60 + civil.second
    self.init(microseconds: Int64(seconds * 1_000_000 + civil.microsecond))
  }

  /// The computer's clock. Expiry rules use the database's clock, not this one.
  package static func now() -> Instant {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Instant(microseconds: Int64(time.tv_sec * 1_000_000 + time.tv_nsec / 1000))
  }

  /// Whole seconds since 1970 in UTC, rounded down.
  package var seconds: Int64 {
    let (quotient, remainder) = microseconds.quotientAndRemainder(dividingBy: 1_000_000)
    return remainder < 0 ? quotient.previous : quotient
  }

  /// The date and time in UTC.
  package var utc: CivilTime {
    let seconds = Int(truncatingIfNeeded: self.seconds)
    let days = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
    let rest = seconds - days * 86_400
    var civil = CivilTime(daysSinceEpoch: days)
    civil.hour = rest / 3600
    civil.minute = rest / 60 % 60
    civil.second = rest % 60
    let fraction = Int(
      truncatingIfNeeded: microseconds.quotientAndRemainder(dividingBy: 1_000_000).remainder)
    civil.microsecond = fraction < 0 ? fraction + 1_000_000 : fraction
    return civil
  }

  /// The point this many seconds later; held at the ends of the range, never trapping.
  package func adding(seconds: Int64) -> Instant {
    adding(microseconds: seconds.multiplied(capped: 1_000_000))
  }

  /// The point this many microseconds later; held at the ends of the range, never trapping.
  package func adding(microseconds delta: Int64) -> Instant {
    Instant(microseconds: microseconds.adding(capped: delta))
  }

  /// The point this many seconds earlier; held at the ends of the range, never trapping.
  package func subtracting(seconds: Int64) -> Instant {
    subtracting(microseconds: seconds.multiplied(capped: 1_000_000))
  }

  /// The point this many microseconds earlier; held at the ends of the range, never trapping.
  package func subtracting(microseconds delta: Int64) -> Instant {
    Instant(microseconds: microseconds.subtracting(capped: delta))
  }

  package static func < (left: Instant, right: Instant) -> Bool {
    left.microseconds < right.microseconds
  }
}
