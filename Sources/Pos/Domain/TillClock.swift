package import Kernel

/// What is believed of a till's clock (contract part 2, section A, "Tills").
package enum TillClock {
  /// 2000-01-01: no till of this house is older.
  private static let first = Instant(microseconds: 946_684_800_000_000)
  /// A till that is set to the wrong zone is up to 14 hours off, and must sell.
  private static let aheadAtMost: Int64 = 86_400
  private static let doubtedAfter: Int64 = 600

  /// Whether a sale may have happened then: from 2000 to 24 hours from now.
  package static func isPlausible(_ soldAt: Instant, at now: Instant) -> Bool {
    soldAt >= first && soldAt <= now.adding(seconds: aheadAtMost)
  }

  /// Whether the clock is more than 10 minutes ahead: a doubt, and no more.
  package static func isAhead(_ soldAt: Instant, at now: Instant) -> Bool {
    soldAt > now.adding(seconds: doubtedAfter)
  }
}
