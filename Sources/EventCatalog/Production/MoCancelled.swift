package import EventModel
package import JSONCoding
package import Kernel

/// A production order that was started is given up: nothing good was made of it. What of its
/// material did not come back, and the work that was done, is lost. Says all that its cost needs.
package struct MoCancelled: EventPayload, Equatable {
  package static let type = "MoCancelled"
  package static let version = 1
  package static let centre = "production"

  package let order: ProductionSnapshot
  package let defect: Quantity
  package let scrap: ScrapSnapshot
  package let materials: [ConsumedMaterial]
  package let operations: [PerformedOperation]
  package let cancelledAt: Instant
  /// When it happened; absent: when it was written, and in events of version 1.
  package let occurredAt: Instant?

  package init(
    _ order: ProductionSnapshot, defect: Quantity, scrap: ScrapSnapshot,
    materials: [ConsumedMaterial], operations: [PerformedOperation], cancelledAt: Instant,
    occurredAt: Instant?
  ) {
    self.occurredAt = occurredAt
    self.order = order
    self.defect = defect
    self.scrap = scrap
    self.materials = materials
    self.operations = operations
    self.cancelledAt = cancelledAt
  }

  package init(from reader: PayloadReader) throws(PayloadFault) {
    order = try ProductionSnapshot(from: reader)
    defect = try reader.decimal("defect_qty")
    scrap = try ScrapSnapshot(from: reader.object("scrap"))
    materials = try reader.list("materials", ConsumedMaterial.init(from:))
    operations = try reader.list("operations", PerformedOperation.init(from:))
    cancelledAt = try reader.instant("cancelled_at")
    occurredAt = try reader.instantOrNil("occurred_at")
  }

  package var key: String { order.number }

  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      order.writeFields(to: &writer)
      writer.field("defect_qty", defect)
      writer.field("scrap", scrap)
      writer.field("materials", materials)
      writer.field("operations", operations)
      writer.field("cancelled_at", cancelledAt)
      writer.field("occurred_at", occurredAt)
    }
  }
}
