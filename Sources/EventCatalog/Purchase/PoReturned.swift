package import EventModel
package import JSONCoding
package import Kernel

/// Goods of a purchase order went back to the supplier.
package struct PoReturned: EventPayload, Equatable {
  package static let type = "PoReturned"
  package static let version = 1
  package static let centre = "purchase"

  /// What of one line and one receipt went back.
  package struct Line: Sendable, Equatable, JSONWritable {
    package let lineNumber: Int
    package let skuID: Int64
    package let quantity: Quantity
    package let receiptNumber: String
    /// The goods document that it left by.
    package let documentID: Int64?

    package init(
      lineNumber: Int, skuID: Int64, quantity: Quantity, receiptNumber: String,
      documentID: Int64?
    ) {
      self.documentID = documentID
      self.lineNumber = lineNumber
      self.skuID = skuID
      self.quantity = quantity
      self.receiptNumber = receiptNumber
    }

    package init(from reader: PayloadReader) throws(PayloadFault) {
      lineNumber = try reader.count("line_no")
      skuID = try reader.integer("sku_id")
      quantity = try reader.decimal("qty")
      receiptNumber = try reader.text("receipt_no")
      documentID = try reader.integerOrNil("document_id")
    }

    package func write(to writer: inout JSONWriter) {
      writer.object { writer in
        writer.field("line_no", lineNumber)
        writer.field("sku_id", skuID)
        writer.field("qty", quantity)
        writer.field("receipt_no", receiptNumber)
        writer.field("document_id", documentID)
      }
    }
  }

  package let order: PurchaseSnapshot
  package let returnNumber: String
  package let lines: [Line]
  /// When it happened; absent: when it was written.
  package let occurredAt: Instant?

  package init(
    _ order: PurchaseSnapshot, returnNumber: String, lines: [Line], occurredAt: Instant?
  ) {
    self.occurredAt = occurredAt
    self.order = order
    self.returnNumber = returnNumber
    self.lines = lines
  }

  package init(from reader: PayloadReader) throws(PayloadFault) {
    order = try PurchaseSnapshot(from: reader)
    returnNumber = try reader.text("return_no")
    lines = try reader.list("lines", Line.init(from:))
    occurredAt = try reader.instantOrNil("occurred_at")
  }

  package var key: String { order.number }

  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      order.writeFields(to: &writer)
      writer.field("return_no", returnNumber)
      writer.field("lines", lines)
      writer.field("occurred_at", occurredAt)
    }
  }
}
