import Kernel
import MemberDomain
import WebAPI

/// What a change of points led to.
struct PointBalance: Document {
  let points: Int64
  let growth: Int64
  let level: Int

  static let shape: [Member<PointBalance>] = [
    .integer("points") { $0.points },
    .integer("growth") { $0.growth },
    .integer("level") { Int64($0.level) },
  ]
}

/// A row of a member's log of points.
struct PointLogItem: Document {
  let entry: PointEntry
  let createdAt: Instant

  static let shape: [Member<PointLogItem>] = [
    .id("change_id") { $0.entry.changeID },
    .id("member_id") { $0.entry.memberID },
    .choice("reason") { $0.entry.reason },
    .text("ref_no") { $0.entry.reference },
    .integer("change") { $0.entry.change },
    .integer("growth_change") { $0.entry.growthChange },
    .integer("shortfall") { $0.entry.shortfall },
    .optionalInstant("expires_at") { $0.entry.expiresAt },
    .integer("points") { $0.entry.points },
    .integer("growth") { $0.entry.growth },
    .integer("level") { Int64($0.entry.level) },
    .instant("created_at") { $0.createdAt },
  ]
}
