import Kernel
import MemberDomain

/// What is asked of a member's points.
struct PointOrder: Sendable {
  let memberID: Int64
  /// Points that come, or go when negative.
  let change: Int64
  let reason: PointReason
  let reference: String
  /// Of points that come; nil: they stay.
  var expiresAt: Instant?
  /// Take what is there when there is less, and note the rest.
  var takesWhatIsThere = false
  /// Of points that come back: what they were spent for, so that they end when those would have.
  var spentFor: [String] = []
  /// The lot that goes; nil: the earliest to expire of those that are still good.
  var lotID: Int64?
}

/// A row of the log.
struct PointEntry: Equatable, Sendable {
  var changeID: Int64
  let memberID: Int64
  let reason: PointReason
  let reference: String
  let change: Int64
  let growthChange: Int64
  let shortfall: Int64
  let expiresAt: Instant?
  /// Afterwards.
  let points: Int64
  let growth: Int64
  let level: Int
}
