package import EventModel
package import JSONCoding

/// An order was placed: priced, its goods locked.
package struct OrderCreated: EventPayload, Equatable {
  package static let type = "OrderCreated"
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
