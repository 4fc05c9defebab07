import EventCatalog
import EventStream
import Kernel
import MariaDBClient
import MemberDomain
import WebAPI

/// Changes a member's points, each (reason, reference) once.
enum ChangePoints {
  /// `POST /member/point/change`
  static func run(_ call: Call, _ request: ChangePointsRequest) throws -> PointBalance {
    let order = PointOrder(
      memberID: request.memberID, change: request.change, reason: request.reason,
      reference: request.reference, expiresAt: request.expiresAt)
    let change = try run(order, on: call.database) {
      try call.requireAhead("expires_at", order.expiresAt)
    }
    if let event = change.event {
      try MemberEvents.publish([event], requestID: call.requestID, on: call.database)
    }
    return PointBalance(points: change.points, growth: change.growth, level: change.level)
  }

  /// Posts the order, or finds what it led to the first time. Locks the member's row first, so of
  /// two that come at once the second one sees what the first has done.
  ///
  /// `check` says what only a new order must keep.
  static func run(
    _ order: PointOrder, on database: DatabaseConnection, check: () throws -> Void = {}
  ) throws -> PointChange {
    guard var member = try MemberStore.lock(order.memberID, on: database) else {
      throw MemberRefusal.memberNotFound
    }
    if let first = try PointStore.entry(order.reason, order.reference, on: database) {
      return try repeated(first, order)
    }
    try check()
    let levels = try LevelStore.read(on: database)
    let entry: PointEntry
    do {
      entry = try PointBook.post(order, to: &member, levels, on: database)
    } catch let error as DatabaseError {
      // Another member's change has taken the number in between.
      if case .duplicateKey = error.kind { throw MemberRefusal.pointsConflict }
      throw error
    }
    return PointChange(
      points: entry.points, growth: entry.growth, level: entry.level, event: entry.event)
  }

  private static func repeated(
    _ first: PointEntry, _ order: PointOrder
  ) throws(MemberRefusal) -> PointChange {
    guard first.memberID == order.memberID, first.change == order.change,
      first.expiresAt == order.expiresAt
    else { throw .pointsConflict }
    return PointChange(
      points: first.points, growth: first.growth, level: first.level, event: nil)
  }
}
