package import EventStream
package import JSONCoding

/// A delivery of a purchase order went into stock.
package struct PoInStock: EventPayload, Equatable {
  package static let type = "PoInStock"
  package static let version = 1
  package static let centre = "purchase"

  package let order: PurchaseFacts
  package let receiptNumber: String
  package let lines: [ReceivedLineFacts]

  package init(_ order: PurchaseFacts, receiptNumber: String, lines: [ReceivedLineFacts]) {
    self.order = order
    self.receiptNumber = receiptNumber
    self.lines = lines
  }

  package init(from reader: PayloadReader) throws(PayloadFault) {
    order = try PurchaseFacts(from: reader)
    receiptNumber = try reader.text("receipt_no")
    lines = try reader.list("lines", ReceivedLineFacts.init(from:))
  }

  package var key: String { order.number }

  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      order.writeFields(to: &writer)
      writer.field("receipt_no", receiptNumber)
      writer.field("lines", lines)
    }
  }
}
