package import Kernel
package import ProductionDomain

/// A production order as it stands in the database, with its frozen routing and bill of material.
package struct ProductionOrder: Sendable {
  package var productionID: Int64
  package let productionNumber: String
  package let skuID: Int64
  /// The product's name when the order was written.
  package let name: String
  /// What is planned.
  package let quantity: Quantity
  /// What of the product the materials' component quantities make.
  package let baseQuantity: Quantity
  package let templateID: Int64
  package let warehouseID: Int64
  /// Whose document it is: the organisation of who wrote it.
  package let organisation: Int64
  package var status: ProductionStatus
  package var materialStatus: MaterialStatus
  package let plannedStart: Instant?
  package let createdBy: Int64
  package let createdAt: Instant
  package var releasedAt: Instant?
  package var startedAt: Instant?
  package var completedAt: Instant?
  package var cancelledAt: Instant?
  package var cancelReason: String?
  /// Job reports that are not reversed.
  package let reported: Int
  /// What came into stock of it.
  package var good: Quantity
  package var version: Int64
  /// The database's time of reading.
  package let readAt: Instant
  /// In ascending order of number; none when it has no routing.
  package var operations: [ProductionOperation] = []
  /// In the order of the bill; one for each SKU.
  package var materials: [ProductionMaterial] = []
}

/// One step of an order's frozen routing.
package struct ProductionOperation: Sendable, Equatable {
  package let opNo: Int
  package let name: String
  package let workCenter: String?
  /// For one unit.
  package let minutes: Rate

  package init(opNo: Int, name: String, workCenter: String?, minutes: Rate) {
    self.opNo = opNo
    self.name = name
    self.workCenter = workCenter
    self.minutes = minutes
  }
}

/// One material of an order's frozen bill, and what became of it.
package struct ProductionMaterial: Sendable, Equatable {
  /// As the template says: what goes into the base quantity, and the scrap rate on top.
  package let component: BOMComponent
  package let required: Quantity
  package var issued: Quantity
  package var returned: Quantity
  /// Taken from stock beyond what was issued, because it was lost in the workshop.
  package var lost: Quantity = .zero
  /// What there was, when less was there than required.
  package var shortAvailable: Quantity?

  package var skuID: Int64 { component.skuID }
}
