/// The number of a document, `<prefix>-<yyyymmdd>-<6 digits>`: unique, and gapless per day.
package struct DailyNumber: Equatable, Sendable, CustomStringConvertible {
  package let prefix: String
  package let day: BusinessDay
  package let sequence: Int64

  package init(_ prefix: String, day: BusinessDay, sequence: Int64) {
    self.prefix = prefix
    self.day = day
    self.sequence = sequence
  }

  /// The series that the sequence belongs to.
  package static func series(_ prefix: String, _ day: BusinessDay) -> String {
    "\(prefix.lowercased())/\(day.compact)"
  }

  /// From the millionth document of a day on, the number simply grows longer.
  package var description: String { "\(prefix)-\(day.compact)-\(sequence.padded(to: 6))" }
}
