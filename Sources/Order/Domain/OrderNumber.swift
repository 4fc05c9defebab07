package import Kernel

/// `<channel>-<store>-<yyyymmdd>-<6 digits>`, unique, and gapless per channel, store and day. A
/// channel is counted in any case, so that no two numbers differ by case alone.
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

  /// The channel of sales that tills bring in afterwards.
  package static let tillChannel = "till"

  /// Whether a channel is that of the tills, however it is written.
  package static func isTill(_ channel: String) -> Bool {
    TextForm.folded(channel) == tillChannel
  }

  /// The series that the sequence belongs to; the channel in lower case.
  package static func series(channel: String, storeID: Int64, day: BusinessDay) -> String {
    "order/\(TextForm.folded(channel))-\(storeID)-\(day.compact)"
  }

  /// From the millionth order of a day on, the number simply grows longer.
  package var description: String {
    "\(channel)-\(storeID)-\(day.compact)-\(sequence.padded(to: 6))"
  }
}
