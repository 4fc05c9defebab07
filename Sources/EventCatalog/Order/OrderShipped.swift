package import EventModel
package import JSONCoding

/// A parcel of an order left: all of it, or a part.
package struct OrderShipped: EventPayload, Equatable {
  package static let type = "OrderShipped"
  package static let version = 1
  package static let centre = "order"

  package let order: OrderSnapshot
  package let shipNumber: String
  package let carrier: String?
  package let trackingNumber: String?
  /// What is in this parcel.
  package let lines: [ShippedLine]

  package init(
    _ order: OrderSnapshot, shipNumber: String, carrier: String?, trackingNumber: String?,
    lines: [ShippedLine]
  ) {
    self.order = order
    self.shipNumber = shipNumber
    self.carrier = carrier
    self.trackingNumber = trackingNumber
    self.lines = lines
  }

  package init(from reader: PayloadReader) throws(PayloadFault) {
    order = try OrderSnapshot(from: reader)
    shipNumber = try reader.text("ship_no")
    carrier = try reader.textOrNil("carrier")
    trackingNumber = try reader.textOrNil("tracking_no")
    lines = try reader.list("shipped_lines", ShippedLine.init(from:))
  }

  package var key: String { order.orderNumber }

  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      order.writeFields(to: &writer)
      writer.field("ship_no", shipNumber)
      writer.field("carrier", carrier)
      writer.field("tracking_no", trackingNumber)
      writer.field("shipped_lines", lines)
    }
  }
}
