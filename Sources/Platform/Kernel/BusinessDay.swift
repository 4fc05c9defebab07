private import Glibc
private import Synchronization

/// A calendar day as the business counts it, without a time.
package struct BusinessDay: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// For example 2026.
  package let year: Int
  /// 1 … 12.
  package let month: Int
  /// 1 … 31.
  package let day: Int

  /// A day, or nil when the calendar has none such; years 0 … 9999.
  package init?(year: Int, month: Int, day: Int) {
    guard CivilTime(year: year, month: month, day: day).isValid else { return nil }
    self.init(provedYear: year, month: month, day: day)
  }

  /// Reads `2026-11-22`; nil for anything else.
  package init?(_ text: String) {
    var reader = FixedTextReader()
    let bytes = text.utf8.span
    guard let civil = reader.date(bytes), reader.isAtEnd(bytes) else { return nil }
    self.init(year: civil.year, month: civil.month, day: civil.day)
  }

  init(provedYear year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// `20261122`, for document numbers.
  package var compact: String { text(separator: nil) }

  /// `2026-11-22`.
  package var description: String { text(separator: UInt8(ascii: "-")) }

  /// `2026-11`, for accounting periods.
  package var period: String { String(description.utf8.prefix(7)) ?? "" }

  /// The day this many days later, or earlier when negative; nil outside the years 0 … 9999.
  package func adding(days: Int) -> BusinessDay? {
    guard days.magnitude < 10_000_000 else { return nil }
    let count = CivilTime.daysSinceEpoch(year: year, month: month, day: day) + days
    let civil = CivilTime(daysSinceEpoch: count)
    return BusinessDay(year: civil.year, month: civil.month, day: civil.day)
  }

  package static func < (left: BusinessDay, right: BusinessDay) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }

  private func text(separator: UInt8?) -> String {
    var bytes: [UInt8] = []
    FixedText.append(year, digits: 4, to: &bytes)
    if let separator { bytes.append(separator) }
    FixedText.append(month, digits: 2, to: &bytes)
    if let separator { bytes.append(separator) }
    FixedText.append(day, digits: 2, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// Says which business day a point in time falls on.
///
/// The zone is the process's own (glibc's `TZ`), so it is fixed by the first calendar that is
/// made, at start, before other threads run. Reading it afterwards is safe on any thread.
package struct BusinessCalendar: Sendable {
  /// Why there is no calendar.
  package enum Fault: Error, Equatable {
    /// The system has no such zone; glibc would take UTC in silence.
    case unknownTimeZone(String)
    /// The process already runs in another zone.
    case timeZoneAlreadyFixed(String)
  }

  /// The zone's name in the tz database, for example `Asia/Shanghai`.
  package let timeZone: String

  private static let fixedZone = Mutex<String?>(nil)

  /// The calendar of a zone of the system's tz database.
  package init(timeZone: String = "Asia/Shanghai") throws(Fault) {
    let fault = Self.fixedZone.withLock { zone in Self.fix(timeZone, in: &zone) }
    if let fault { throw fault }
    self.timeZone = timeZone
  }

  /// The day in the calendar's zone.
  package func day(of instant: Instant) -> BusinessDay {
    var seconds = time_t(truncatingIfNeeded: instant.seconds)
    var local = unsafe tm()
    guard unsafe localtime_r(&seconds, &local) != nil else {
      // Only a year beyond Int32 ends here; the zone cannot matter then.
      let civil = instant.utc
      return BusinessDay(provedYear: civil.year, month: civil.month, day: civil.day)
    }
    return BusinessDay(
      provedYear: Int(unsafe local.tm_year) + 1900, month: Int(unsafe local.tm_mon) + 1,
      day: Int(unsafe local.tm_mday))
  }

  /// Today, by the computer's clock.
  package func today() -> BusinessDay { day(of: .now()) }

  /// The first instant of a day in the calendar's zone.
  package func start(of day: BusinessDay) -> Instant {
    var local = unsafe tm()
    unsafe local.tm_year = Int32(day.year - 1900)
    unsafe local.tm_mon = Int32(day.month - 1)
    unsafe local.tm_mday = Int32(day.day)
    unsafe local.tm_isdst = -1
    return Instant(seconds: Int64(unsafe mktime(&local)))
  }

  private static func fix(_ name: String, in zone: inout String?) -> Fault? {
    if let zone { return zone == name ? nil : .timeZoneAlreadyFixed(zone) }
    let allowed = name.utf8.allSatisfy { byte in
      byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
        || byte >= UInt8(ascii: "+") && byte <= UInt8(ascii: "9") && byte != UInt8(ascii: ".")
        || byte == UInt8(ascii: "_")
    }
    guard !name.isEmpty, allowed, name.utf8.first != UInt8(ascii: "/") else {
      return .unknownTimeZone(name)
    }
    var status = stat()
    guard unsafe stat("/usr/share/zoneinfo/" + name, &status) == 0,
      status.st_mode & S_IFMT == S_IFREG
    else { return .unknownTimeZone(name) }
    unsafe setenv("TZ", ":" + name, 1)
    tzset()
    zone = name
    return nil
  }
}
