/// Where a production order stands. `production_order.status` holds the raw value.
package enum ProductionStatus: String, CaseIterable, Sendable {
  /// Written down, with its bill of material and routing frozen.
  case created
  /// The workshop may begin.
  case released
  /// Its material is asked for, and work may be reported.
  case started
  /// Its goods are in stock.
  case completed
  case cancelled

  /// Whether material may come back: also when its goods are in stock, of what was left over.
  package var givesMaterialBack: Bool { self == .started || self == .completed }

  /// Whether it may be given up, reports aside.
  package var canBeCancelled: Bool { [.created, .released, .started].contains(self) }
}

/// Where an order's material is. `production_order.material_status` holds the raw value.
package enum MaterialStatus: String, CaseIterable, Sendable {
  /// Nothing was asked for, or all was given back.
  case none
  /// Asked for: the stock consumer is about to issue it.
  case pending
  /// All of it left the warehouse for the workshop.
  case issued
  /// Not all of it was there, so that nothing was issued.
  case short

  /// Whether it is still to be issued.
  package var isAwaited: Bool { self == .pending || self == .short }
}

/// A production order, with its frozen routing and bill of material. Each transition raises its
/// version; whoever writes the order writes that too.
package struct ProductionOrder: Equatable, Sendable {
  package var id: Int64
  package let number: String
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
  package let organisationID: Int64
  package private(set) var status: ProductionStatus
  package private(set) var materialStatus: MaterialStatus
  package let plannedStart: Instant?
  package let createdBy: Int64
  package let createdAt: Instant
  package private(set) var releasedAt: Instant?
  package private(set) var startedAt: Instant?
  package private(set) var completedAt: Instant?
  package private(set) var cancelledAt: Instant?
  package private(set) var cancelReason: String?
  /// Job reports that are not reversed.
  package let reported: Int
  /// What came into stock of it.
  package private(set) var good: Quantity
  package private(set) var version: Int64
  /// The database's time of reading.
  package let readAt: Instant
  /// In ascending order of number; none when it has no routing.
  package var operations: [ProductionOperation]
  /// In the order of the bill; one for each SKU.
  package var materials: [ProductionMaterial]

  package init(
    id: Int64 = 0, number: String, skuID: Int64, name: String, quantity: Quantity,
    baseQuantity: Quantity, templateID: Int64, warehouseID: Int64, organisationID: Int64,
    status: ProductionStatus = .created, materialStatus: MaterialStatus = .none,
    plannedStart: Instant?, createdBy: Int64, createdAt: Instant, releasedAt: Instant? = nil,
    startedAt: Instant? = nil, completedAt: Instant? = nil, cancelledAt: Instant? = nil,
    cancelReason: String? = nil, reported: Int = 0, good: Quantity = .zero, version: Int64 = 1,
    readAt: Instant, operations: [ProductionOperation] = [], materials: [ProductionMaterial] = []
  ) {
    self.id = id
    self.number = number
    self.skuID = skuID
    self.name = name
    self.quantity = quantity
    self.baseQuantity = baseQuantity
    self.templateID = templateID
    self.warehouseID = warehouseID
    self.organisationID = organisationID
    self.status = status
    self.materialStatus = materialStatus
    self.plannedStart = plannedStart
    self.createdBy = createdBy
    self.createdAt = createdAt
    self.releasedAt = releasedAt
    self.startedAt = startedAt
    self.completedAt = completedAt
    self.cancelledAt = cancelledAt
    self.cancelReason = cancelReason
    self.reported = reported
    self.good = good
    self.version = version
    self.readAt = readAt
    self.operations = operations
    self.materials = materials
  }

  /// Whether work was reported of it and not taken back.
  package var hasReports: Bool { reported > 0 }

  /// What was missing when its material was last asked for.
  package var shortages: [MaterialShortage] {
    materials.compactMap { material in
      material.shortAvailable.map {
        MaterialShortage(skuID: material.skuID, required: material.required, available: $0)
      }
    }
  }

  /// What of each material `worked` of the product takes.
  package func needed(for worked: Quantity) throws(ProductionRefusal) -> [Int64: Quantity] {
    var needed: [Int64: Quantity] = [:]
    for material in materials {
      needed[material.skuID] = try material.needed(
        for: worked, of: quantity, base: baseQuantity)
    }
    return needed
  }
}

/// Its transitions.
extension ProductionOrder {
  package mutating func release() throws(ProductionRefusal) {
    try require(status == .created)
    (status, releasedAt) = (.released, readAt)
    version.advance()
  }

  /// From now on its material is waited for.
  package mutating func start() throws(ProductionRefusal) {
    try require(status == .released)
    (status, materialStatus, startedAt) = (.started, .pending, readAt)
    version.advance()
  }

  /// Refuses unless its material is still to be issued.
  package func requireAwaited() throws(ProductionRefusal) {
    try require(status == .started && materialStatus.isAwaited)
  }

  /// All of its material left the warehouse.
  package mutating func issueAll() {
    noteIssued { $0.required }
    version.advance()
  }

  /// Some of its material was not there, so that nothing was issued.
  /// - Parameter available: what there was of those that are short
  package mutating func noteShort(_ available: [Int64: Quantity]) {
    for index in materials.indices {
      materials[index].shortAvailable = available[materials[index].skuID]
    }
    materialStatus = .short
    version.advance()
  }

  /// Material comes back. Returns how much of each, in ascending order of SKU.
  package mutating func takeBack(
    _ requested: [SKUQuantity]
  ) throws(ProductionRefusal) -> [SKUQuantity] {
    try require(status.givesMaterialBack)
    let parts = try ReturnedMaterials.of(materials, requested)
    try noteReturned(parts)
    version.advance()
    return parts
  }

  /// Gives it up, of which nothing good was made. Nothing is asked for any more; what of its
  /// material does not come back stays issued.
  /// - Parameter requested: what comes back; nil for all that is out
  /// - Returns: how much of each, in ascending order of SKU
  package mutating func cancel(
    reason: String, hasGoodPieces: Bool, returning requested: [SKUQuantity]?
  ) throws(ProductionRefusal) -> [SKUQuantity] {
    try require(status.canBeCancelled)
    if hasGoodPieces { throw .hasReports }
    let parts =
      if let requested {
        try ReturnedMaterials.of(materials, requested)
      } else {
        ReturnedMaterials.all(of: materials)
      }
    try noteReturned(parts)
    (status, cancelledAt, cancelReason) = (.cancelled, readAt, reason)
    materialStatus = materials.contains { $0.returned < $0.issued } ? .issued : .none
    version.advance()
    return parts
  }

  package func requireStarted() throws(ProductionRefusal) { try require(status == .started) }

  /// Its goods are in stock.
  /// - Parameter needed: what left of its material, if that was still to be issued; nothing more
  ///   is asked for
  package mutating func complete(
    good: Quantity, issuing needed: [Int64: Quantity]?
  ) throws(ProductionRefusal) {
    try requireStarted()
    if let needed { noteIssued { needed[$0.skuID] ?? .zero } }
    (status, completedAt, self.good) = (.completed, readAt, good)
    version.advance()
  }

  private mutating func noteIssued(_ quantity: (ProductionMaterial) -> Quantity) {
    for index in materials.indices {
      materials[index].issued = quantity(materials[index])
      materials[index].shortAvailable = nil
    }
    materialStatus = .issued
  }

  private mutating func noteReturned(_ parts: [SKUQuantity]) throws(ProductionRefusal) {
    for part in parts {
      for index in materials.indices where materials[index].skuID == part.skuID {
        materials[index].returned = try exact(
          try materials[index].returned + part.quantity,
          orThrow: ProductionRefusal.quantityOutOfRange)
      }
    }
  }

  private func require(_ isAllowed: Bool) throws(ProductionRefusal) {
    if !isAllowed { throw .wrongStatus(status, materialStatus) }
  }
}

/// One step of a frozen routing.
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
