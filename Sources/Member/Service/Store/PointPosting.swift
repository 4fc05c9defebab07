/// What is asked of a member's points.
struct PointPosting: Sendable {
  let memberID: Int64
  /// Points that come, or go when negative.
  let change: Points
  let reason: PointReason
  let reference: String
  /// Of points that come; nil: they stay.
  var expiresAt: Instant?
  /// Take what is there when there is less; the rest is the member's debt.
  var owesTheRest = false
  /// What becomes of points beyond a member's limit.
  var beyond = PointAccount.Beyond.refuse
  /// Who does it by hand; nil for the house.
  var changedBy: Int64?
  /// Of points that come back: what they were spent for, so that they end when those would have.
  var spentFor: [String] = []
  /// The lot that goes; nil: the earliest to expire of those that are still good.
  var lotID: Int64?

  /// What ends a lot.
  static func end(of lot: PointLot, _ memberID: Int64) -> PointPosting {
    PointPosting(
      memberID: memberID, change: -lot.remaining, reason: .expire,
      reference: PointReference.end(of: lot), lotID: lot.lotID)
  }
}

/// A row of the log. What rows of before say beyond the limit is read as the limit.
struct PointEntry: Equatable, Sendable {
  var changeID: Int64
  let memberID: Int64
  let reason: PointReason
  let reference: String
  let done: PointAccount.Change
  let expiresAt: Instant?
  /// Afterwards.
  let account: PointAccount
  let level: Int
  let changedBy: Int64?

  /// What was asked for, where it was done in full.
  var asked: Points { done.points.adding(capped: -done.debt) }

  var event: MemberPointChanged {
    MemberPointChanged(
      memberID: memberID, changeID: changeID, change: done.points, debtChange: done.debt,
      reason: reason.rawValue, referenceNumber: reference, points: account.points,
      pointsDebt: account.debt, growth: account.growth, level: level)
  }
}
