/// Changes a member's points, each (reason, reference) once.
struct ChangePoints {
  let calendar: BusinessCalendar
  /// How many points a member may gain, and lose, by hand on one day, by callers without
  /// `anyNumber`.
  let dailyLimit: Int64
  /// The permission to change more.
  let anyNumber: String

  /// `POST /member/point/change`
  func run(_ call: Call, _ request: ChangePointsRequest) throws -> PointBalance {
    let posting = PointPosting(
      memberID: request.memberID, change: request.change, reason: request.reason,
      reference: request.reference, expiresAt: request.expiresAt, changedBy: call.caller.userID)
    let change = try Self.run(posting, on: call.database) { member in
      if let expiresAt = posting.expiresAt, expiresAt <= member.lockedAt {
        throw Problem.field("expires_at", .inThePast, in: call.language)
      }
      try count(posting, at: member.lockedAt, call)
    }
    try call.publish(change.events)
    return PointBalance(change)
  }

  /// Counts what is done by hand; the member's row is held.
  private func count(_ posting: PointPosting, at time: Instant, _ call: Call) throws {
    let today = try HandStore.add(
      posting.change, to: posting.memberID, on: calendar.day(of: time), on: call.database)
    let sum = posting.change.isPositive ? today.gained : today.lost
    if sum > dailyLimit { try call.requirePermission(anyNumber) }
  }

  /// Posts what is asked for, or finds what it led to the first time. Locks the member's row first,
  /// so of two that come at once the second one sees what the first has done.
  ///
  /// - Parameter check: of what is done for the first time, before it is done
  static func run(
    _ posting: PointPosting, on database: DatabaseConnection,
    check: (LockedMember) throws -> Void = { _ in }
  ) throws -> PointChange {
    guard var member = try MemberStore.forUpdate(posting.memberID, on: database) else {
      throw MemberRefusal.memberNotFound
    }
    if let first = try PointStore.entry(posting.reason, posting.reference, on: database) {
      guard first.memberID == posting.memberID, first.expiresAt == posting.expiresAt,
        first.asked == posting.change || first.done.isCapped
      else { throw MemberRefusal.pointsConflict }
      return PointChange(first, events: [])
    }
    try check(member)
    let levels = try LevelStore.read(on: database)
    do {
      let entries = try PointBook.post(posting, to: &member, levels, on: database)
      guard let last = entries.last else { throw MemberRefusal.memberNotFound }
      return PointChange(last, events: entries.map(\.event))
    } catch let error as DatabaseError {
      // Another member's change has taken the number in between.
      if case .duplicateKey = error.kind { throw MemberRefusal.pointsConflict }
      throw error
    }
  }

  /// A number of points that another centre names.
  static func count(_ points: Int64) throws -> Points {
    try exact(try Points(checking: points), orThrow: MemberRefusal.pointsLimit)
  }
}

extension PointChange {
  fileprivate init(_ entry: PointEntry, events: [MemberPointChanged]) {
    self.init(
      points: entry.account.points, pointsDebt: entry.account.debt, growth: entry.account.growth,
      level: entry.level, debtPaid: entry.done.debtPaid, events: events)
  }
}
