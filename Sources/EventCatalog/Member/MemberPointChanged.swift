package import EventModel
package import JSONCoding
package import Kernel

/// A member's points, or what they count for, changed. Nothing of name and phone: no consumer
/// needs them.
package struct MemberPointChanged: EventPayload, Equatable {
  package static let type = "MemberPointChanged"
  package static let version = 2
  package static let centre = "member"

  package let memberID: Int64
  /// Grows with each change of one member.
  package let changeID: Int64
  /// Points that came, or went when negative; 0 when they paid a debt, and when a refund found
  /// nothing left to take back.
  package let change: Points
  /// Debt of points that was made, or paid when negative. 0 in version 1, which knew none.
  package let debtChange: Points
  /// earn, redeem, adjust, refund or expire.
  package let reason: String
  package let referenceNumber: String
  /// What the member has afterwards.
  package let points: Points
  package let pointsDebt: Points
  package let growth: Points
  package let level: Int

  package init(
    memberID: Int64, changeID: Int64, change: Points, debtChange: Points, reason: String,
    referenceNumber: String, points: Points, pointsDebt: Points, growth: Points, level: Int
  ) {
    self.memberID = memberID
    self.changeID = changeID
    self.change = change
    self.debtChange = debtChange
    self.reason = reason
    self.referenceNumber = referenceNumber
    self.points = points
    self.pointsDebt = pointsDebt
    self.growth = growth
    self.level = level
  }

  package init(from reader: PayloadReader) throws(PayloadFault) {
    memberID = try reader.integer("member_id")
    changeID = try reader.integer("change_id")
    change = try reader.points("change")
    debtChange = try reader.pointsOrNil("debt_change") ?? 0
    reason = try reader.text("reason")
    referenceNumber = try reader.text("ref_no")
    points = try reader.points("points")
    pointsDebt = try reader.pointsOrNil("points_debt") ?? 0
    growth = try reader.points("growth")
    level = try reader.count("level")
  }

  package var key: String { String(memberID) }

  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("member_id", memberID)
      writer.field("change_id", changeID)
      writer.field("change", change)
      writer.field("debt_change", debtChange)
      writer.field("reason", reason)
      writer.field("ref_no", referenceNumber)
      writer.field("points", points)
      writer.field("points_debt", pointsDebt)
      writer.field("growth", growth)
      writer.field("level", Int64(level))
    }
  }
}
