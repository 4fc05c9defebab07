package import Kernel

/// `PO-<yyyymmdd>-<6 digits>`, unique, and gapless per day.
package struct PurchaseNumber: Equatable, Sendable, CustomStringConvertible {
  package let day: BusinessDay
  package let sequence: Int64

  package init(day: BusinessDay, sequence: Int64) {
    self.day = day
    self.sequence = sequence
  }

  /// The series that the sequence belongs to.
  package static func series(_ day: BusinessDay) -> String { "po/\(day.compact)" }

  /// From the millionth order of a day on, the number simply grows longer.
  package var description: String { "PO-\(day.compact)-\(sequence.padded(to: 6))" }
}
