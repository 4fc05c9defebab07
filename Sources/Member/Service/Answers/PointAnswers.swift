/// What a change of points led to.
struct PointBalance: ObjectAnswer {
  let points: Points
  let pointsDebt: Points
  let debtPaid: Points
  let growth: Points
  let level: Int

  init(_ change: PointChange) {
    points = change.points
    pointsDebt = change.pointsDebt
    debtPaid = change.debtPaid
    growth = change.growth
    level = change.level
  }

  static let shape: [AnswerField<PointBalance>] = [
    .points("points") { $0.points },
    .points("points_debt") { $0.pointsDebt },
    .points("balance") { PointAccount.balance(points: $0.points, debt: $0.pointsDebt) },
    .points("debt_paid") { $0.debtPaid },
    .points("growth") { $0.growth },
    .integer("level") { Int64($0.level) },
  ]
}

/// A row of a member's log of points, as it stands there: what is older than the limit of points
/// may be beyond it.
struct PointLogItem: ObjectAnswer {
  let changeID: Int64
  let memberID: Int64
  let reason: PointReason
  let reference: String
  let change: Int64
  let debtChange: Int64
  let shortfall: Int64
  let growthChange: Int64
  let isCapped: Bool
  let expiresAt: Instant?
  let points: Int64
  let pointsDebt: Int64
  let growth: Int64
  let level: Int64
  let changedBy: Int64?
  let createdAt: Instant

  static let shape: [AnswerField<PointLogItem>] = [
    .id("change_id") { $0.changeID },
    .id("member_id") { $0.memberID },
    .choice("reason") { $0.reason },
    .text("ref_no") { $0.reference },
    .integer("change") { $0.change },
    .integer("debt_change") { $0.debtChange },
    .integer("shortfall") { $0.shortfall },
    .integer("growth_change") { $0.growthChange },
    .flag("capped") { $0.isCapped },
    .optionalInstant("expires_at") { $0.expiresAt },
    .integer("points") { $0.points },
    .integer("points_debt") { $0.pointsDebt },
    .integer("growth") { $0.growth },
    .integer("level") { $0.level },
    .optionalID("changed_by") { $0.changedBy },
    .instant("created_at") { $0.createdAt },
  ]
}
