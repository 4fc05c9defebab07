package import EventStream
package import JSONCoding

/// An order was paid in full; its goods are to leave the lock.
package struct OrderPaid: EventPayload, Equatable {
  package static let type = "OrderPaid"
  package static let version = 1
  package static let centre = "order"

  package let order: OrderFacts

  package init(_ order: OrderFacts) { self.order = order }

  package init(from reader: PayloadReader) throws(PayloadFault) {
    order = try OrderFacts(from: reader)
  }

  package var key: String { order.orderNumber }

  package func write(to writer: inout JSONWriter) {
    writer.object { order.writeFields(to: &$0) }
  }
}
