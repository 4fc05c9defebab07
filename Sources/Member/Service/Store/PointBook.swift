import EventCatalog
import Kernel
import MariaDBClient
import MemberDomain

/// Posts changes of points: the lots, the log and the member's sums, which so stay equal.
enum PointBook {
  /// Posts the order on a member whose row the transaction holds, and whose (reason, reference)
  /// is not in the log yet. The last entry is the order's; those before it ended lots that were
  /// overdue.
  static func post(
    _ order: PointPosting, to member: inout LockedMember, _ levels: LevelTable,
    on database: DatabaseConnection
  ) throws -> [PointEntry] {
    guard order.change.isNegative else {
      return [try gain(order, &member, levels, on: database)]
    }
    let spending = try spend(order, member, on: database)
    let wanted = order.change.magnitude
    let taken = wanted.adding(capped: -spending.missing)
    var entries: [PointEntry] = []
    if spending.missing.isPositive, taken < member.account.points {
      // Nobody has points and debt: what is over goes first.
      entries = try endOverdue(of: &member, levels, on: database)
    }
    let done = member.account.lose(wanted, taken: taken, order.reason.growthRule)
    let entry = try write(order, done, &member, levels, on: database)
    if order.reason == .redeem {
      try SpendingStore.insert(spending.parts, of: entry.changeID, on: database)
    }
    return entries + [entry]
  }

  /// Ends all lots of the member that are past their date, a change for each.
  private static func endOverdue(
    of member: inout LockedMember, _ levels: LevelTable, on database: DatabaseConnection
  ) throws -> [PointEntry] {
    var entries: [PointEntry] = []
    while true {
      let lots = try PointStore.overdueLots(of: member.memberID, on: database)
      if lots.isEmpty { return entries }
      for lot in lots {
        entries += try post(
          OverdueLots.end(lot, of: member.memberID), to: &member, levels, on: database)
      }
    }
  }

  /// Points come: the debt is paid, and the rest goes into lots. Those that come back go into lots
  /// that end when the ones that paid would have; where that is over, the sweep ends them like any
  /// other.
  private static func gain(
    _ order: PointPosting, _ member: inout LockedMember, _ levels: LevelTable,
    on database: DatabaseConnection
  ) throws -> PointEntry {
    let done: PointAccount.Change
    do throws(PointLimitReached) {
      done = try member.account.gain(order.change, order.reason.growthRule, beyond: order.beyond)
    } catch {
      throw MemberRefusal.pointsLimit
    }
    if order.spentFor.isEmpty {
      if done.points.isPositive {
        try PointStore.addLot(
          done.points, of: member.memberID, expiresAt: order.expiresAt, on: database)
      }
    } else {
      let spent = try SpendingStore.open(order.spentFor, of: member.memberID, on: database)
      let back = PointReturn(
        order.change, to: spent, less: order.change.adding(capped: -done.points))
      try SpendingStore.giveBack(back.parts, on: database)
      for lot in back.lots {
        try PointStore.addLot(
          lot.points, of: member.memberID, expiresAt: lot.expiresAt, on: database)
      }
    }
    return try write(order, done, &member, levels, on: database)
  }

  /// Takes points that go out of their lots.
  private static func spend(
    _ order: PointPosting, _ member: LockedMember, on database: DatabaseConnection
  ) throws -> PointSpending {
    let wanted = order.change.magnitude
    let lots: [PointLot]
    if let lotID = order.lotID {
      lots = try PointStore.overdueLot(lotID, on: database).map { [$0] } ?? []
    } else {
      lots = try PointStore.liveLots(of: member.memberID, for: wanted, on: database)
    }
    let spending = PointSpending(wanted, from: lots)
    if spending.missing.isPositive, !order.owesTheRest {
      throw MemberRefusal.pointsInsufficient(
        requested: wanted, available: wanted.adding(capped: -spending.missing))
    }
    try PointStore.spend(spending, on: database)
    return spending
  }

  /// Writes the member's sums and the log.
  private static func write(
    _ order: PointPosting, _ done: PointAccount.Change, _ member: inout LockedMember,
    _ levels: LevelTable, on database: DatabaseConnection
  ) throws -> PointEntry {
    member.level = levels.level(for: member.account.growth)?.level ?? member.level
    try MemberStore.update(member, levelVersion: levels.version, on: database)
    var entry = PointEntry(
      changeID: 0, memberID: member.memberID, reason: order.reason, reference: order.reference,
      done: done, expiresAt: order.expiresAt, account: member.account, level: member.level,
      changedBy: order.changedBy)
    entry.changeID = try PointStore.insert(entry, on: database)
    return entry
  }
}

extension PointEntry {
  var event: MemberPointChanged {
    MemberPointChanged(
      memberID: memberID, changeID: changeID, change: done.points, debtChange: done.debt,
      reason: reason.rawValue, referenceNumber: reference, points: account.points,
      pointsDebt: account.debt, growth: account.growth, level: level)
  }
}
