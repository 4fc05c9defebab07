package import EventStream
package import JSONCoding
package import Kernel

/// Material of a production order came back into stock.
package struct MaterialReturned: EventPayload, Equatable {
  package static let type = "MaterialReturned"
  package static let version = 1
  package static let centre = "production"

  /// What of one material came back.
  package struct Material: Sendable, Equatable, JSONWritable {
    package let skuID: Int64
    package let quantity: Quantity

    package init(skuID: Int64, quantity: Quantity) {
      self.skuID = skuID
      self.quantity = quantity
    }

    package init(from reader: PayloadReader) throws(PayloadFault) {
      skuID = try reader.integer("sku_id")
      quantity = try reader.decimal("qty")
    }

    package func write(to writer: inout JSONWriter) {
      writer.object { writer in
        writer.field("sku_id", skuID)
        writer.field("qty", quantity)
      }
    }
  }

  package let order: ProductionFacts
  package let returnNumber: String
  package let materials: [Material]
  /// The goods document that it came in by.
  package let documentID: Int64?
  /// When it happened; absent: when it was written.
  package let occurredAt: Instant?

  package init(
    _ order: ProductionFacts, returnNumber: String, materials: [Material], documentID: Int64?,
    occurredAt: Instant?
  ) {
    self.documentID = documentID
    self.occurredAt = occurredAt
    self.order = order
    self.returnNumber = returnNumber
    self.materials = materials
  }

  package init(from reader: PayloadReader) throws(PayloadFault) {
    order = try ProductionFacts(from: reader)
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
