package import EventStream
package import JSONCoding
package import Kernel

/// Money and goods of an order went back to the customer: all of it, or a part.
package struct OrderRefunded: EventPayload, Equatable {
  package static let type = "OrderRefunded"
  package static let version = 1
  package static let centre = "order"

  package let order: OrderFacts
  package let refundNumber: String
  /// Of this refund; those before it are not in it.
  package let amount: Money
  /// Points that paid for what came back, which the order centre has given back itself.
  package let pointsReturned: Int64
  /// What came back with this refund.
  package let lines: [RefundedLine]

  package init(
    _ order: OrderFacts, refundNumber: String, amount: Money, pointsReturned: Int64,
    lines: [RefundedLine]
  ) {
    self.order = order
    self.refundNumber = refundNumber
    self.amount = amount
    self.pointsReturned = pointsReturned
    self.lines = lines
  }

  package init(from reader: PayloadReader) throws(PayloadFault) {
    order = try OrderFacts(from: reader)
    refundNumber = try reader.text("refund_no")
    amount = try reader.decimal("amount")
    pointsReturned = try reader.integer("points_returned")
    lines = try reader.list("refunded_lines", RefundedLine.init(from:))
  }

  package var key: String { order.orderNumber }

  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      order.writeFields(to: &writer)
      writer.field("refund_no", refundNumber)
      writer.field("amount", amount)
      writer.field("points_returned", pointsReturned)
      writer.field("refunded_lines", lines)
    }
  }
}
