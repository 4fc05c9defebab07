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
