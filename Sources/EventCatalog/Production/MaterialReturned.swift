package import EventModel
package import JSONCoding
package import Kernel

/// Material of a production order came back into stock.
package struct MaterialReturned: EventPayload, Equatable {
  package static let type = "MaterialReturned"
  package static let version = 1
  package static let centre = "production"

  package typealias Material = MoStarted.Material

  package let order: ProductionSnapshot
  package let returnNumber: String
  /// What came back of each.
  package let materials: [Material]
  /// The goods document that it came in by.
  package let documentID: Int64?
  /// When it happened; absent: when it was written.
  package let occurredAt: Instant?

  package init(
    _ order: ProductionSnapshot, returnNumber: String, materials: [Material], documentID: Int64?,
    occurredAt: Instant?
  ) {
    self.documentID = documentID
    self.occurredAt = occurredAt
    self.order = order
    self.returnNumber = returnNumber
    self.materials = materials
  }

  package init(from reader: PayloadReader) throws(PayloadFault) {
    order = try ProductionSnapshot(from: reader)
    returnNumber = try reader.text("return_no")
    materials = try reader.list("materials", Material.init(from:))
    documentID = try reader.integerOrNil("document_id")
    occurredAt = try reader.instantOrNil("occurred_at")
  }

  package var key: String { order.number }

  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      order.writeFields(to: &writer)
      writer.field("return_no", returnNumber)
      writer.field("materials", materials)
      writer.field("document_id", documentID)
      writer.field("occurred_at", occurredAt)
    }
  }
}
