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

extension Instant: CustomStringConvertible {
  /// Reads RFC 3339: `2026-11-22T18:14:09.123456+08:00`.
  ///
  /// The offset is required. Digits after the sixth of a second are cut off. A leap second and a
  /// date that does not exist are nil.
  package init?(rfc3339 text: String) {
    self.init(rfc3339: text.utf8.span)
  }

  /// Reads RFC 3339 from UTF-8 bytes.
  package init?(rfc3339 text: Span<UInt8>) {
    var reader = FixedTextReader()
    guard var civil = reader.date(text), reader.letter(UInt8(ascii: "T"), in: text) else {
      return nil
    }
    guard let hour = reader.number(digits: 2, in: text), reader.byte(UInt8(ascii: ":"), in: text),
      let minute = reader.number(digits: 2, in: text), reader.byte(UInt8(ascii: ":"), in: text),
      let second = reader.number(digits: 2, in: text)
    else { return nil }
    (civil.hour, civil.minute, civil.second) = (hour, minute, second)
    if reader.byte(UInt8(ascii: "."), in: text) {
      guard let fraction = reader.fraction(text) else { return nil }
      civil.microsecond = fraction
    }
    guard let offset = reader.offsetSeconds(text), reader.isAtEnd(text),
      let local = Instant(utc: civil)
    else { return nil }
    let instant = local.subtracting(seconds: Int64(offset))
    guard Self.printable.contains(instant) else { return nil }
    self = instant
  }

  /// RFC 3339 in UTC with microseconds: `2026-11-22T18:14:09.123456Z`.
  package var rfc3339: String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(27)
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The same as `rfc3339`.
  package var description: String { rfc3339 }

  /// Appends `rfc3339`'s 27 bytes, without making a `String`.
  ///
  /// A time outside the years 0 … 9999, which the format cannot say, is written as the nearest
  /// that it can.
  package func append(to bytes: inout [UInt8]) {
    let printed = min(max(self, Self.printable.lowerBound), Self.printable.upperBound)
    let civil = printed.utc
    FixedText.append(civil.year, digits: 4, to: &bytes)
    bytes.append(UInt8(ascii: "-"))
    FixedText.append(civil.month, digits: 2, to: &bytes)
    bytes.append(UInt8(ascii: "-"))
    FixedText.append(civil.day, digits: 2, to: &bytes)
    bytes.append(UInt8(ascii: "T"))
    FixedText.append(civil.hour, digits: 2, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    FixedText.append(civil.minute, digits: 2, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    FixedText.append(civil.second, digits: 2, to: &bytes)
    bytes.append(UInt8(ascii: "."))
    FixedText.append(civil.microsecond, digits: 6, to: &bytes)
    bytes.append(UInt8(ascii: "Z"))
  }

  /// 1970-01-01T00:00:00.000000Z … 9999-12-31T23:59:59.999999Z: what is kept.
  package static var storable: ClosedRange<Instant> {
    Instant(microseconds: 0)...printable.upperBound
  }

  /// 0000-01-01T00:00:00.000000Z … 9999-12-31T23:59:59.999999Z.
  package static var printable: ClosedRange<Instant> {
    Instant(microseconds: -62_167_219_200_000_000)...Instant(microseconds: 253_402_300_799_999_999)
  }
}
