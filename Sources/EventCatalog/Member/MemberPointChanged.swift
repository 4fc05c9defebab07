package import EventStream
package import JSONCoding

/// A member's points, or what they count for, changed. Nothing of name and phone: no consumer
/// needs them.
package struct MemberPointChanged: EventPayload, Equatable {
  package static let type = "MemberPointChanged"
  package static let version = 1
  package static let centre = "member"

  package let memberID: Int64
  /// Grows with each change of one member.
  package let changeID: Int64
  /// Points that came, or went when negative; 0 when a refund found nothing left to take back.
  package let change: Int64
  /// earn, redeem, adjust, refund or expire.
  package let reason: String
  package let referenceNumber: String
  /// What the member has afterwards.
  package let points: Int64
  package let growth: Int64
  package let level: Int

  package init(
    memberID: Int64, changeID: Int64, change: Int64, reason: String, referenceNumber: String,
    points: Int64, growth: Int64, level: Int
  ) {
    self.memberID = memberID
    self.changeID = changeID
    self.change = change
    self.reason = reason
    self.referenceNumber = referenceNumber
    self.points = points
    self.growth = growth
    self.level = level
  }

  package init(from reader: PayloadReader) throws(PayloadFault) {
    memberID = try reader.integer("member_id")
    changeID = try reader.integer("change_id")
    change = try reader.integer("change")
    reason = try reader.text("reason")
    referenceNumber = try reader.text("ref_no")
    points = try reader.integer("points")
    growth = try reader.integer("growth")
    level = Int(try reader.integer("level"))
  }

  package var key: String { String(memberID) }

  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("member_id", memberID)
      writer.field("change_id", changeID)
      writer.field("change", change)
      writer.field("reason", reason)
      writer.field("ref_no", referenceNumber)
      writer.field("points", points)
      writer.field("growth", growth)
      writer.field("level", Int64(level))
    }
  }
}
