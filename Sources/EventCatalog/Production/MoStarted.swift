package import EventModel
package import JSONCoding
package import Kernel

/// Work on a production order begins: its material is to be issued.
package struct MoStarted: EventPayload, Equatable {
  package static let type = "MoStarted"
  package static let version = 2
  package static let centre = "production"

  /// A quantity of one material: here what is required of it.
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

  package let order: ProductionSnapshot
  package let materials: [Material]
  /// When its material leaves; absent: when it is issued, and in events of version 1.
  package let occurredAt: Instant?

  package init(_ order: ProductionSnapshot, materials: [Material], occurredAt: Instant?) {
    self.occurredAt = occurredAt
    self.order = order
    self.materials = materials
  }

  package init(from reader: PayloadReader) throws(PayloadFault) {
    order = try ProductionSnapshot(from: reader)
    materials = try reader.list("materials", Material.init(from:))
    occurredAt = try reader.instantOrNil("occurred_at")
  }

  package var key: String { order.number }

  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      order.writeFields(to: &writer)
      writer.field("materials", materials)
      writer.field("occurred_at", occurredAt)
    }
  }
}
