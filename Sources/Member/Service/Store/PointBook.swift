/// Posts changes of points: the lots, the log and the member's sums, which so stay equal.
enum PointBook {
  /// Posts on a member whose row the transaction holds, and whose (reason, reference)
  /// is not in the log yet. The last entry is the posting's; those before it ended lots that were
  /// overdue.
  static func post(
    _ posting: PointPosting, to member: inout LockedMember, _ levels: LevelTable,
    on database: DatabaseConnection
  ) throws -> [PointEntry] {
    guard posting.change.isNegative else {
      return [try gain(posting, &member, levels, on: database)]
    }
    let spending = try spend(posting, member, on: database)
    let wanted = posting.change.magnitude
    let taken = wanted.adding(capped: -spending.missing)
    var entries: [PointEntry] = []
    if spending.missing.isPositive, taken < member.account.points {
      // Nobody has points and debt: what is over goes first.
      entries = try endOverdue(of: &member, levels, on: database)
    }
    let done = member.account.lose(wanted, taken: taken, posting.reason.growthRule)
    let entry = try write(posting, done, &member, levels, on: database)
    if posting.reason == .redeem {
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
      let lots = try PointStore.overdueLots(of: member.id, on: database)
      if lots.isEmpty { return entries }
      for lot in lots {
        entries += try post(
          .end(of: lot, member.id), to: &member, levels, on: database)
      }
    }
  }

  /// Points come: the debt is paid, and the rest goes into lots. Those that come back go into lots
  /// that end when the ones that paid would have; where that is over, the sweep ends them like any
  /// other.
  private static func gain(
    _ posting: PointPosting, _ member: inout LockedMember, _ levels: LevelTable,
    on database: DatabaseConnection
  ) throws -> PointEntry {
    let done: PointAccount.Change
    do throws(PointLimitReached) {
      done = try member.account.gain(
        posting.change, posting.reason.growthRule, beyond: posting.beyond)
    } catch {
      throw MemberRefusal.pointsLimit
    }
    if posting.spentFor.isEmpty {
      if done.points.isPositive {
        try PointStore.addLot(
          done.points, of: member.id, expiresAt: posting.expiresAt, on: database)
      }
    } else {
      let spent = try SpendingStore.open(posting.spentFor, of: member.id, on: database)
      let back = PointReturn.plan(
        posting.change, to: spent, less: posting.change.adding(capped: -done.points))
      try SpendingStore.giveBack(back.parts, on: database)
      for lot in back.lots {
        try PointStore.addLot(
          lot.points, of: member.id, expiresAt: lot.expiresAt, on: database)
      }
    }
    return try write(posting, done, &member, levels, on: database)
  }

  /// Takes points that go out of their lots.
  private static func spend(
    _ posting: PointPosting, _ member: LockedMember, on database: DatabaseConnection
  ) throws -> PointSpending {
    let wanted = posting.change.magnitude
    let lots: [PointLot]
    if let lotID = posting.lotID {
      lots = try PointStore.overdueLot(lotID, on: database).map { [$0] } ?? []
    } else {
      lots = try PointStore.liveLots(of: member.id, for: wanted, on: database)
    }
    let spending = PointSpending.plan(wanted, from: lots)
    if spending.missing.isPositive, !posting.owesTheRest {
      throw MemberRefusal.pointsInsufficient(
        requested: wanted, available: wanted.adding(capped: -spending.missing))
    }
    try PointStore.spend(spending, on: database)
    return spending
  }

  /// Writes the member's sums and the log.
  private static func write(
    _ posting: PointPosting, _ done: PointAccount.Change, _ member: inout LockedMember,
    _ levels: LevelTable, on database: DatabaseConnection
  ) throws -> PointEntry {
    member.reachLevel(of: levels)
    try MemberStore.update(member, levelVersion: levels.version, on: database)
    var entry = PointEntry(
      changeID: 0, memberID: member.id, reason: posting.reason, reference: posting.reference,
      done: done, expiresAt: posting.expiresAt, account: member.account, level: member.level,
      changedBy: posting.changedBy)
    entry.changeID = try PointStore.insert(entry, on: database)
    return entry
  }
}
