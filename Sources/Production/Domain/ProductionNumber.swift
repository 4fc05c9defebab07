package import Kernel

/// `MO-<yyyymmdd>-<6 digits>`, unique, and gapless per day.
package struct ProductionNumber: Equatable, Sendable, CustomStringConvertible {
  package let day: BusinessDay
  package let sequence: Int64

  package init(day: BusinessDay, sequence: Int64) {
    self.day = day
    self.sequence = sequence
  }

  /// The series that the sequence belongs to.
  package static func series(_ day: BusinessDay) -> String { "mo/\(day.compact)" }

  /// From the millionth order of a day on, the number simply grows longer.
  package var description: String { "MO-\(day.compact)-\(sequence.padded(to: 6))" }
}
