import CMariaDB
package import Kernel

/// A value for one `?` of a statement. It travels in the binary protocol and is never part of a
/// text.
package enum SQLValue: Sendable, Equatable {
  case null
  case int(Int64)
  case text(String)
  case bytes([UInt8])
  /// Decimal digits such as "12.30", bound as DECIMAL: compared and stored exactly.
  case decimal(String)
  case instant(Instant)

  /// Any convertible value: `.of(order.total)`, `.of(line.note)` (NULL when nil).
  package static func of(_ value: some SQLConvertible) -> SQLValue { value.sqlValue }
}

/// What can be bound to a `?`.
package protocol SQLConvertible {
  var sqlValue: SQLValue { get }
}

extension SQLValue: SQLConvertible {
  package var sqlValue: SQLValue { self }
}

extension Int64: SQLConvertible {
  package var sqlValue: SQLValue { .int(self) }
}

extension Int: SQLConvertible {
  package var sqlValue: SQLValue { .int(Int64(self)) }
}

extension Bool: SQLConvertible {
  package var sqlValue: SQLValue { .int(self ? 1 : 0) }
}

extension String: SQLConvertible {
  package var sqlValue: SQLValue { .text(self) }
}

extension [UInt8]: SQLConvertible {
  package var sqlValue: SQLValue { .bytes(self) }
}

extension Instant: SQLConvertible {
  package var sqlValue: SQLValue { .instant(self) }
}

extension FixedDecimal: SQLConvertible {
  package var sqlValue: SQLValue { .decimal(description) }
}

extension WideDecimal: SQLConvertible {
  package var sqlValue: SQLValue { .decimal(description) }
}

extension Points: SQLConvertible {
  package var sqlValue: SQLValue { .int(value) }
}

extension Optional: SQLConvertible where Wrapped: SQLConvertible {
  package var sqlValue: SQLValue { self?.sqlValue ?? .null }
}

extension SQLValue: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByNilLiteral
{
  package init(integerLiteral value: Int64) { self = .int(value) }
  package init(stringLiteral value: String) { self = .text(value) }
  package init(booleanLiteral value: Bool) { self = .int(value ? 1 : 0) }
  package init(nilLiteral: ()) { self = .null }
}

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
