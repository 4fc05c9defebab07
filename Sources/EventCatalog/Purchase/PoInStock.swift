package import EventModel
package import JSONCoding
package import Kernel

/// A delivery of a purchase order went into stock.
package struct PoInStock: EventPayload, Equatable {
  package static let type = "PoInStock"
  package static let version = 2
  package static let centre = "purchase"

  package let order: PurchaseSnapshot
  package let receiptNumber: String
  package let lines: [ReceivedLineSnapshot]
  /// The goods document; absent in events of version 1, and where all was rejected.
  package let documentID: Int64?
  /// When it happened; absent: when it was written.
  package let occurredAt: Instant?

  package init(
    _ order: PurchaseSnapshot, receiptNumber: String, lines: [ReceivedLineSnapshot],
    documentID: Int64?, occurredAt: Instant?
  ) {
    self.documentID = documentID
    self.occurredAt = occurredAt
    self.order = order
    self.receiptNumber = receiptNumber
    self.lines = lines
  }

  package init(from reader: PayloadReader) throws(PayloadFault) {
    order = try PurchaseSnapshot(from: reader)
    receiptNumber = try reader.text("receipt_no")
    lines = try reader.list("lines", ReceivedLineSnapshot.init(from:))
    documentID = try reader.integerOrNil("document_id")
    occurredAt = try reader.instantOrNil("occurred_at")
  }

  package var key: String { order.number }

  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      order.writeFields(to: &writer)
      writer.field("receipt_no", receiptNumber)
      writer.field("lines", lines)
      writer.field("document_id", documentID)
      writer.field("occurred_at", occurredAt)
    }
  }
}
