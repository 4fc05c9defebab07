/// Where a page of dead letters ends: at one consumer of one event. Several may have given up the
/// same event, and a page may end between them.
package struct DeadLetterCursor: Equatable, Sendable {
  package let eventID: Int64
  package let consumer: String

  /// Before all of them.
  package static let start = DeadLetterCursor(eventID: 0, consumer: "")

  package init(eventID: Int64, consumer: String) {
    self.eventID = eventID
    self.consumer = consumer
  }

  /// `<event>:<consumer>`, or an event alone for all who gave it up; nil for anything else.
  package init?(_ text: String) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = parts.first, let eventID = Int64(canonical: String(first)),
      (0...Identifier.maximum).contains(eventID)
    else { return nil }
    // No consumer's name sorts behind this one.
    self.init(eventID: eventID, consumer: parts.count > 1 ? String(parts[1]) : "\u{10FFFF}")
  }

  package var text: String { "\(eventID):\(consumer)" }
}
