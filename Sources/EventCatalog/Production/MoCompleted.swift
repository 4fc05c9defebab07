package import EventModel
package import JSONCoding
package import Kernel

/// A production order is done, and its good quantity is in stock. Says all that its cost needs.
package struct MoCompleted: EventPayload, Equatable {
  package static let type = "MoCompleted"
  package static let version = 2
  package static let centre = "production"

  package let order: ProductionSnapshot
  package let good: Quantity
  package let defect: Quantity
  package let scrap: ScrapSnapshot
  package let materials: [ConsumedMaterial]
  /// The goods document that brought what was made; absent where nothing was, and in events of
  /// version 1.
  package let documentID: Int64?
  package let operations: [PerformedOperation]
  package let completedAt: Instant
  /// When it happened; absent: when it was written, and in events of version 1.
  package let occurredAt: Instant?

  package init(
    _ order: ProductionSnapshot, good: Quantity, defect: Quantity, scrap: ScrapSnapshot,
    materials: [ConsumedMaterial], operations: [PerformedOperation], completedAt: Instant,
    occurredAt: Instant?, documentID: Int64?
  ) {
    self.documentID = documentID
    self.occurredAt = occurredAt
    self.order = order
    self.good = good
    self.defect = defect
    self.scrap = scrap
    self.materials = materials
    self.operations = operations
    self.completedAt = completedAt
  }

  package init(from reader: PayloadReader) throws(PayloadFault) {
    order = try ProductionSnapshot(from: reader)
    good = try reader.decimal("good_qty")
    defect = try reader.decimal("defect_qty")
    scrap = try ScrapSnapshot(from: reader.object("scrap"))
    materials = try reader.list("materials", ConsumedMaterial.init(from:))
    operations = try reader.list("operations", PerformedOperation.init(from:))
    completedAt = try reader.instant("completed_at")
    documentID = try reader.integerOrNil("document_id")
    occurredAt = try reader.instantOrNil("occurred_at")
  }

  package var key: String { order.number }

  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      order.writeFields(to: &writer)
      writer.field("good_qty", good)
      writer.field("defect_qty", defect)
      writer.field("scrap", scrap)
      writer.field("materials", materials)
      writer.field("operations", operations)
      writer.field("completed_at", completedAt)
      writer.field("document_id", documentID)
      writer.field("occurred_at", occurredAt)
    }
  }
}
