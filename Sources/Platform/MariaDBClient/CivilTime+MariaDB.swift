import CMariaDB
import Kernel

// DATETIME(6) columns hold UTC; the library's MYSQL_TIME is the civil time, field by field.

extension MYSQL_TIME {
  init(_ instant: Instant) {
    let civil = instant.utc
    self.init()
    year = UInt32(clamping: civil.year)
    month = UInt32(clamping: civil.month)
    day = UInt32(clamping: civil.day)
    hour = UInt32(clamping: civil.hour)
    minute = UInt32(clamping: civil.minute)
    second = UInt32(clamping: civil.second)
    second_part = UInt(clamping: civil.microsecond)
    time_type = MYSQL_TIMESTAMP_DATETIME
  }
}

extension Instant {
  /// Nil for a date that does not exist, such as the "zero date" that strict mode refuses.
  init?(_ time: MYSQL_TIME) {
    self.init(
      utc: CivilTime(
        year: Int(time.year), month: Int(time.month), day: Int(time.day), hour: Int(time.hour),
        minute: Int(time.minute), second: Int(time.second), microsecond: Int(time.second_part)))
  }
}
