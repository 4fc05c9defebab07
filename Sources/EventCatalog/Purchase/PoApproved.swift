package import EventStream
package import JSONCoding

/// Somebody approved a purchase order: the goods are on their way, some day.
package struct PoApproved: EventPayload, Equatable {
  package static let type = "PoApproved"
  package static let version = 1
  package static let centre = "purchase"

  package let order: PurchaseFacts
  package let approvedBy: Int64
  package let lines: [PurchaseLineFacts]

  package init(_ order: PurchaseFacts, approvedBy: Int64, lines: [PurchaseLineFacts]) {
    self.order = order
    self.approvedBy = approvedBy
    self.lines = lines
  }

  package init(from reader: PayloadReader) throws(PayloadFault) {
    order = try PurchaseFacts(from: reader)
    approvedBy = try reader.integer("approved_by")
    lines = try reader.list("lines", PurchaseLineFacts.init(from:))
  }

  package var key: String { order.number }

  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      order.writeFields(to: &writer)
      writer.field("approved_by", approvedBy)
      writer.field("lines", lines)
    }
  }
}
