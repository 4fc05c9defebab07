package import EventModel
package import JSONCoding

/// An order was paid in full; its goods are to leave the lock.
package struct OrderPaid: EventPayload, Equatable {
  package static let type = "OrderPaid"
  package static let version = 1
  package static let centre = "order"

  package let order: OrderSnapshot

  package init(_ order: OrderSnapshot) { self.order = order }

  package init(from reader: PayloadReader) throws(PayloadFault) {
    order = try OrderSnapshot(from: reader)
  }

  package var key: String { order.orderNumber }

  package func write(to writer: inout JSONWriter) {
    writer.object { order.writeFields(to: &$0) }
  }
}
