package import Kernel

/// `<channel>-<store>-<yyyymmdd>-<6 digits>`, unique, and gapless per channel, store and day.
package struct OrderNumber: Equatable, Sendable, CustomStringConvertible {
  package let channel: String
  package let storeID: Int64
  package let day: BusinessDay
  package let sequence: Int64

  package init(channel: String, storeID: Int64, day: BusinessDay, sequence: Int64) {
    self.channel = channel
    self.storeID = storeID
    self.day = day
    self.sequence = sequence
  }

  /// The series that the sequence belongs to.
  package static func series(channel: String, storeID: Int64, day: BusinessDay) -> String {
    "order/\(channel)-\(storeID)-\(day.compact)"
  }

  /// From the millionth order of a day on, the number simply grows longer.
  package var description: String {
    "\(channel)-\(storeID)-\(day.compact)-\(sequence.padded(to: 6))"
  }
}
