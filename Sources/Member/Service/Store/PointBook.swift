import EventCatalog
import Kernel
import MariaDBClient
import MemberDomain

/// Posts one change of points: the lots, the log and the member's sums, which so stay equal.
enum PointBook {
  /// Posts the order on a member whose row the transaction holds, and whose (reason, reference)
  /// is not in the log yet.
  static func post(
    _ order: PointOrder, to member: inout LockedMember, _ levels: LevelTable,
    on database: DatabaseConnection
  ) throws -> PointEntry {
    let shortfall = try move(order, member, on: database)
    let change = order.change + shortfall
    // Growth loses all that a refund takes back, also what was spent meanwhile.
    let growth = max(
      0, member.growth + PointRules.growth(of: order.change, order.reason.growthRule))
    let growthChange = growth - member.growth
    member.points += change
    member.growth = growth
    member.level = levels.level(for: growth)?.level ?? member.level
    try MemberStore.update(member, levelVersion: levels.version, on: database)
    var entry = PointEntry(
      changeID: 0, memberID: member.memberID, reason: order.reason, reference: order.reference,
      change: change, growthChange: growthChange, shortfall: shortfall,
      expiresAt: order.expiresAt, points: member.points, growth: growth, level: member.level)
    entry.changeID = try PointStore.insert(entry, on: database)
    return entry
  }

  /// Moves the points in the lots; returns what was to go and was not there.
  private static func move(
    _ order: PointOrder, _ member: LockedMember, on database: DatabaseConnection
  ) throws -> Int64 {
    if order.change > 0 {
      try PointStore.addLot(
        order.change, of: member.memberID, expiresAt: order.expiresAt, on: database)
      return 0
    }
    let lots =
      if let lotID = order.lotID {
        try PointStore.overdueLot(lotID, on: database).map { [$0] } ?? []
      } else {
        try PointStore.liveLots(of: member.memberID, on: database)
      }
    let spending = PointSpending(-order.change, from: lots)
    if spending.missing > 0, !order.takesWhatIsThere {
      throw MemberRefusal.pointsInsufficient(
        requested: -order.change, available: -order.change - spending.missing)
    }
    try PointStore.spend(spending, on: database)
    return spending.missing
  }
}

extension PointEntry {
  var event: MemberPointChanged {
    MemberPointChanged(
      memberID: memberID, changeID: changeID, change: change, reason: reason.rawValue,
      referenceNumber: reference, points: points, growth: growth, level: level)
  }
}
