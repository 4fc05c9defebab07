package import EventModel
package import JSONCoding
package import Kernel

/// Money and goods of an order went back to the customer: all of it, or a part.
package struct OrderRefunded: EventPayload, Equatable {
  package static let type = "OrderRefunded"
  package static let version = 2
  package static let centre = "order"

  package let order: OrderSnapshot
  /// Nil in events of version 1.
  package let refundID: Int64?
  package let refundNumber: String
  /// Of this refund; those before it are not in it.
  package let amount: Money
  /// Points that paid for what came back, which the order centre has given back itself.
  package let pointsReturned: Int64
  /// What gifts that stay were charged: the money bore this, below zero where a charged gift came
  /// back; version 1 knows none.
  package let giftCharge: Money
  /// And the points that would have come back bore that, one for each 0.01.
  package let giftPoints: Int64
  /// What came back with this refund, gifts at 0.00 among it.
  package let lines: [RefundedLine]

  package init(
    _ order: OrderSnapshot, refundID: Int64?, refundNumber: String, amount: Money,
    pointsReturned: Int64, giftCharge: Money, giftPoints: Int64, lines: [RefundedLine]
  ) {
    self.order = order
    self.refundID = refundID
    self.giftCharge = giftCharge
    self.giftPoints = giftPoints
    self.refundNumber = refundNumber
    self.amount = amount
    self.pointsReturned = pointsReturned
    self.lines = lines
  }

  package init(from reader: PayloadReader) throws(PayloadFault) {
    order = try OrderSnapshot(from: reader)
    refundID = try reader.integerOrNil("refund_id")
    refundNumber = try reader.text("refund_no")
    amount = try reader.decimal("amount")
    pointsReturned = try reader.integer("points_returned")
    giftCharge = try reader.decimalOrNil("gift_charge") ?? .zero
    giftPoints = try reader.integerOrNil("gift_points") ?? 0
    lines = try reader.list("refunded_lines", RefundedLine.init(from:))
  }

  package var key: String { order.orderNumber }

  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      order.writeFields(to: &writer)
      writer.field("refund_id", refundID)
      writer.field("refund_no", refundNumber)
      writer.field("amount", amount)
      writer.field("points_returned", pointsReturned)
      writer.field("gift_charge", giftCharge)
      writer.field("gift_points", giftPoints)
      writer.field("refunded_lines", lines)
    }
  }
}
