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
    let spending = try order.change < 0 ? spend(order, member, on: database) : nil
    if order.change > 0 { try add(order, member, on: database) }
    let shortfall = spending?.missing ?? 0
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
    if let spending, order.reason == .redeem {
      try SpendingStore.insert(spending.parts, of: entry.changeID, on: database)
    }
    return entry
  }

  /// Puts points that come into a lot. Those that come back go into lots that end when the ones
  /// that paid would have; where that is over, the sweep ends them like any other.
  private static func add(
    _ order: PointOrder, _ member: LockedMember, on database: DatabaseConnection
  ) throws(DatabaseError) {
    guard !order.spentFor.isEmpty else {
      return try PointStore.addLot(
        order.change, of: member.memberID, expiresAt: order.expiresAt, on: database)
    }
    let spent = try SpendingStore.open(order.spentFor, of: member.memberID, on: database)
    let back = PointReturn(order.change, to: spent)
    try SpendingStore.giveBack(back.parts, on: database)
    for lot in back.lots {
      try PointStore.addLot(
        lot.points, of: member.memberID, expiresAt: lot.expiresAt, on: database)
    }
  }

  /// Takes points that go out of their lots.
  private static func spend(
    _ order: PointOrder, _ member: LockedMember, on database: DatabaseConnection
  ) throws -> PointSpending {
    let lots: [PointLot]
    if let lotID = order.lotID {
      lots = try PointStore.overdueLot(lotID, on: database).map { [$0] } ?? []
    } else {
      lots = try PointStore.liveLots(of: member.memberID, for: -order.change, on: database)
    }
    let spending = PointSpending(-order.change, from: lots)
    if spending.missing > 0, !order.takesWhatIsThere {
      throw MemberRefusal.pointsInsufficient(
        requested: -order.change, available: -order.change - spending.missing)
    }
    try PointStore.spend(spending, on: database)
    return spending
  }
}

extension PointEntry {
  var event: MemberPointChanged {
    MemberPointChanged(
      memberID: memberID, changeID: changeID, change: change, reason: reason.rawValue,
      referenceNumber: reference, points: points, growth: growth, level: level)
  }
}
