/// Numbers of the orders of one channel, store and day: `<channel>-<store>-<yyyymmdd>-<6 digits>`,
/// unique and gapless. A channel is counted in any case, so that no two numbers differ by case
/// alone.
package struct OrderSeries: Equatable, Sendable {
  package let channel: String
  package let storeID: Int64
  package let day: BusinessDay

  package init(channel: String, storeID: Int64, day: BusinessDay) {
    self.channel = channel
    self.storeID = storeID
    self.day = day
  }

  /// The channel of sales that tills bring in afterwards.
  package static let tillChannel = "till"

  /// Whether a channel is that of the tills, however it is written.
  package static func isTill(_ channel: String) -> Bool {
    TextForm.folded(channel) == tillChannel
  }

  /// What the series is called where its numbers are drawn; the channel in lower case.
  package var key: String { "order/\(TextForm.folded(channel))-\(storeID)-\(day.compact)" }

  /// From the millionth order of a day on, the number simply grows longer.
  package func number(_ sequence: Int64) -> String {
    "\(channel)-\(storeID)-\(day.compact)-\(sequence.padded(to: 6))"
  }
}
