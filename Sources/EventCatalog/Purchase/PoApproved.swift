package import EventModel
package import JSONCoding

/// Somebody approved a purchase order: the goods are on their way, some day.
package struct PoApproved: EventPayload, Equatable {
  package static let type = "PoApproved"
  package static let version = 1
  package static let centre = "purchase"

  package let order: PurchaseSnapshot
  package let approvedBy: Int64
  package let lines: [PurchaseLineSnapshot]

  package init(_ order: PurchaseSnapshot, approvedBy: Int64, lines: [PurchaseLineSnapshot]) {
    self.order = order
    self.approvedBy = approvedBy
    self.lines = lines
  }

  package init(from reader: PayloadReader) throws(PayloadFault) {
    order = try PurchaseSnapshot(from: reader)
    approvedBy = try reader.integer("approved_by")
    lines = try reader.list("lines", PurchaseLineSnapshot.init(from:))
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
