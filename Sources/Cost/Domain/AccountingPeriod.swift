/// A month of the business's calendar, such as `2026-11`.
package struct AccountingPeriod: Equatable, Sendable {
  package let firstDay: BusinessDay
  package let nextFirstDay: BusinessDay

  /// The period of that name; nil when the text is none.
  package init?(_ name: String) {
    guard let first = BusinessDay(name + "-01"),
      let next = BusinessDay(
        year: first.month == 12 ? first.year + 1 : first.year,
        month: first.month == 12 ? 1 : first.month + 1, day: 1)
    else { return nil }
    // Before that the calendar's time zones are anybody's guess.
    guard first.year >= 1970 else { return nil }
    firstDay = first
    nextFirstDay = next
  }

  package var name: String { firstDay.period }
}
