/// The id of a stream's entry: milliseconds by the clock of Redis, then a count.
struct StreamPosition: Comparable {
  let milliseconds: UInt64
  let count: UInt64

  /// As Redis writes it.
  var text: String { "\(milliseconds)-\(count)" }

  init?(_ text: String) {
    let parts = text.split(separator: "-")
    guard parts.count == 2, let milliseconds = UInt64(parts[0]), let count = UInt64(parts[1])
    else { return nil }
    self.milliseconds = milliseconds
    self.count = count
  }

  static func < (left: Self, right: Self) -> Bool {
    (left.milliseconds, left.count) < (right.milliseconds, right.count)
  }
}
