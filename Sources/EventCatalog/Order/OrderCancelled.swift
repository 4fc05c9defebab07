package import EventModel
package import JSONCoding

/// An order was cancelled, or expired unpaid; all that it held is given back.
package struct OrderCancelled: EventPayload, Equatable {
  package static let type = "OrderCancelled"
  package static let version = 1
  package static let centre = "order"

  package let order: OrderSnapshot
  /// What the user said; "expired" when nobody paid in time.
  package let reason: String

  package init(_ order: OrderSnapshot, reason: String) {
    self.order = order
    self.reason = reason
  }

  package init(from reader: PayloadReader) throws(PayloadFault) {
    order = try OrderSnapshot(from: reader)
    reason = try reader.text("reason")
  }

  package var key: String { order.orderNumber }

  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      order.writeFields(to: &writer)
      writer.field("reason", reason)
    }
  }
}
