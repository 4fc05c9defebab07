package import EventModel

/// What all events of a production order have alike.
package protocol ProductionEvent: EventPayload, EventObject {
  var order: ProductionSnapshot { get }
}

extension ProductionEvent {
  package static var centre: String { "production" }
  package var key: String { order.number }
}

/// Work on a production order begins: its material is to be issued.
package struct MoStarted: ProductionEvent {
  package static let type = "MoStarted"
  package static let version = 2

  /// A quantity of one material: here what is required of it.
  package struct Material: EventObject {
    package let skuID: Int64
    package let quantity: Quantity

    package init(skuID: Int64, quantity: Quantity) {
      self.skuID = skuID
      self.quantity = quantity
    }

    package static let shape = EventShape<Self>(
      field("sku_id", \.skuID),
      field("qty", \.quantity),
      make: Self.init)
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

  package static let shape = EventShape<Self>(
    fields(of: \.order),
    field("materials", \.materials),
    field("occurred_at", \.occurredAt),
    make: Self.init)
}

/// Material of a production order came back into stock.
package struct MaterialReturned: ProductionEvent {
  package static let type = "MaterialReturned"
  package static let version = 1

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

  package static let shape = EventShape<Self>(
    fields(of: \.order),
    field("return_no", \.returnNumber),
    field("materials", \.materials),
    field("document_id", \.documentID),
    field("occurred_at", \.occurredAt),
    make: Self.init)
}

/// A production order is done, and its good quantity is in stock. Says all that its cost needs.
package struct MoCompleted: ProductionEvent {
  package static let type = "MoCompleted"
  package static let version = 2

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
    documentID: Int64?, occurredAt: Instant?
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

  package static let shape = EventShape<Self>(
    fields(of: \.order),
    field("good_qty", \.good),
    field("defect_qty", \.defect),
    field("scrap", \.scrap),
    field("materials", \.materials),
    field("operations", \.operations),
    field("completed_at", \.completedAt),
    field("document_id", \.documentID),
    field("occurred_at", \.occurredAt),
    make: Self.init)
}

/// A production order that was started is given up: nothing good was made of it. What of its
/// material did not come back, and the work that was done, is lost. Says all that its cost needs.
package struct MoCancelled: ProductionEvent {
  package static let type = "MoCancelled"
  package static let version = 1

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

  package static let shape = EventShape<Self>(
    fields(of: \.order),
    field("defect_qty", \.defect),
    field("scrap", \.scrap),
    field("materials", \.materials),
    field("operations", \.operations),
    field("cancelled_at", \.cancelledAt),
    field("occurred_at", \.occurredAt),
    make: Self.init)
}
