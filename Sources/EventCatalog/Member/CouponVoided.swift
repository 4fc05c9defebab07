package import EventModel
package import JSONCoding

/// Coupons were declared void: one, or all of a kind.
package struct CouponVoided: EventPayload, Equatable {
  package static let type = "CouponVoided"
  package static let version = 1
  package static let centre = "member"

  package let voidNumber: String
  package let templateID: Int64
  /// Nil: all of the kind.
  package let couponID: Int64?
  package let reason: String
  /// Void at once.
  package let voided: Int64
  /// Held by orders; void should they come back.
  package let locked: Int64

  package init(
    voidNumber: String, templateID: Int64, couponID: Int64?, reason: String, voided: Int64,
    locked: Int64
  ) {
    self.voidNumber = voidNumber
    self.templateID = templateID
    self.couponID = couponID
    self.reason = reason
    self.voided = voided
    self.locked = locked
  }

  package init(from reader: PayloadReader) throws(PayloadFault) {
    voidNumber = try reader.text("void_no")
    templateID = try reader.integer("template_id")
    couponID = try reader.integerOrNil("coupon_id")
    reason = try reader.text("reason")
    voided = try reader.integer("voided")
    locked = try reader.integer("locked")
  }

  package var key: String { "coupon-template-\(templateID)" }

  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("void_no", voidNumber)
      writer.field("template_id", templateID)
      writer.field("coupon_id", couponID)
      writer.field("reason", reason)
      writer.field("voided", voided)
      writer.field("locked", locked)
    }
  }
}
