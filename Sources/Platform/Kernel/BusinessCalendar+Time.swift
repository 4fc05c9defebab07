private import Glibc

/// The time of day in the calendar's zone, for people.
extension BusinessCalendar {
  /// Date and time in the calendar's zone, in whole seconds.
  package func civilTime(of instant: Instant) -> CivilTime {
    var seconds = time_t(truncatingIfNeeded: instant.seconds)
    var local = unsafe tm()
    guard unsafe localtime_r(&seconds, &local) != nil else { return instant.utc }
    return CivilTime(
      year: Int(unsafe local.tm_year) + 1900, month: Int(unsafe local.tm_mon) + 1,
      day: Int(unsafe local.tm_mday), hour: Int(unsafe local.tm_hour),
      minute: Int(unsafe local.tm_min), second: Int(unsafe local.tm_sec))
  }

  /// When it is that late in the calendar's zone; of an hour that comes twice, one of both.
  package func instant(of civil: CivilTime) -> Instant {
    var local = unsafe tm()
    unsafe local.tm_year = Int32(clamping: civil.year - 1900)
    unsafe local.tm_mon = Int32(clamping: civil.month - 1)
    unsafe local.tm_mday = Int32(clamping: civil.day)
    unsafe local.tm_hour = Int32(clamping: civil.hour)
    unsafe local.tm_min = Int32(clamping: civil.minute)
    unsafe local.tm_sec = Int32(clamping: civil.second)
    unsafe local.tm_isdst = -1
    return Instant(seconds: Int64(unsafe mktime(&local)))
  }

  /// `2026-11-30 23:10:05` in the calendar's zone.
  package func text(of instant: Instant) -> String {
    let civil = civilTime(of: instant)
    var bytes = Array("\(day(of: instant)) ".utf8)
    for (number, separator) in [(civil.hour, ":"), (civil.minute, ":"), (civil.second, "")] {
      FixedText.append(number, digits: 2, to: &bytes)
      bytes += Array(separator.utf8)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Reads RFC 3339, or `2026-11-30T23:10` with or without seconds in the calendar's zone.
  package func instant(_ text: String) -> Instant? {
    if let instant = Instant(rfc3339: text) { return instant }
    guard let utc = Instant(rfc3339: text + "Z") ?? Instant(rfc3339: text + ":00Z"),
      !text.contains(".")
    else { return nil }
    return instant(of: utc.utc)
  }
}
