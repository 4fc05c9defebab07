package import Kernel
package import WebAPI

/// When documents of stock, purchase, production and job happened (contract part 2, section A,
/// "document date").
extension Permission {
  fileprivate static let backdatingCode = "stock.backdate"
  /// To date a document more than an hour back; for `Route.heeding`.
  package static let backdating = Permission.code(
    backdatingCode, describedAs: "Date documents more than an hour back 补录一小时以前的单据")
}

extension Call {
  /// A clock may be this far ahead, in seconds: then the document is dated now.
  private static let secondsAhead: Int64 = 600
  /// Everybody may date this far back, in seconds.
  private static let secondsBack: Int64 = 3600

  /// The moment that a document is dated at; nil: when it is written, by the database's clock.
  ///
  /// Ask when it is known that the document is new: what was posted in time keeps its answer.
  /// No round trip for a second after the last.
  /// - Throws: 400 naming `occurred_at` for more than 10 minutes ahead, 403 without
  ///   `stock.backdate` for more than an hour back, `period.closed`
  package func documentDate(_ occurredAt: Instant?) throws -> Instant? {
    guard let date = occurredAt else {
      try requireOpenPeriod()
      return nil
    }
    let now = try ClosedPeriods.now(on: database)
    if date > now.adding(seconds: Self.secondsAhead) {
      throw Problem.field(
        "occurred_at",
        .other(english: "lies more than 10 minutes ahead", chinese: "不能晚于当前时间 10 分钟以上"),
        in: language)
    }
    if date >= now {
      try requireOpenPeriod()
      return nil
    }
    if date < now.subtracting(seconds: Self.secondsBack) {
      try requirePermission(Permission.backdatingCode)
    }
    if try ClosedPeriods.isClosed(at: date, on: database) { throw Problem(.periodClosed) }
    return date
  }
}

extension Fields {
  /// When the document happened; absent: now. See `Call.documentDate`.
  package mutating func occurredAt() -> Instant? { optionalInstant("occurred_at") }
}

extension Instant? {
  /// For a document's contents: nothing for a document without a date, whose meaning is what it was
  /// before there were dates.
  package var documentContents: [String] { map { [$0.rfc3339] } ?? [] }
}
