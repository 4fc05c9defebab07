/// A production order as its events tell it.
package struct ProductionSnapshot: EventObject {
  package let productionID: Int64
  package let number: String
  package let skuID: Int64
  /// What is planned.
  package let quantity: Quantity
  package let warehouseID: Int64
  /// Whose order it is; nil in events that were written before they said so.
  package let organisationID: Int64?

  package init(
    productionID: Int64, number: String, skuID: Int64, quantity: Quantity, warehouseID: Int64,
    organisationID: Int64?
  ) {
    self.productionID = productionID
    self.number = number
    self.skuID = skuID
    self.quantity = quantity
    self.warehouseID = warehouseID
    self.organisationID = organisationID
  }

  package static let shape = EventShape<Self>(
    field("mo_id", \.productionID),
    field("mo_no", \.number),
    field("sku_id", \.skuID),
    field("qty", \.quantity),
    field("warehouse_id", \.warehouseID),
    field("org_id", \.organisationID),
    make: Self.init)
}

/// What an order took of one material, and what it would have taken by the book.
package struct ConsumedMaterial: EventObject {
  package let skuID: Int64
  /// What the frozen bill requires for the planned quantity.
  package let required: Quantity
  package let issued: Quantity
  /// What of it came back.
  package let returned: Quantity
  /// What was lost in the workshop, and taken from stock beyond what was issued.
  package let lost: Quantity
  /// What the frozen bill requires for the good quantity.
  package let standard: Quantity

  package init(
    skuID: Int64, required: Quantity, issued: Quantity, returned: Quantity, lost: Quantity,
    standard: Quantity
  ) {
    self.skuID = skuID
    self.required = required
    self.issued = issued
    self.returned = returned
    self.lost = lost
    self.standard = standard
  }

  package static let shape = EventShape<Self>(
    field("sku_id", \.skuID),
    field("required_qty", \.required),
    field("issued_qty", \.issued),
    field("returned_qty", \.returned),
    field("lost_qty", \.lost),
    field("standard_qty", \.standard),
    make: Self.init)
}

/// What was reported of one operation of an order.
package struct PerformedOperation: EventObject {
  /// 0 for the one operation of an order without a routing.
  package let number: Int
  package let workCenter: String?
  /// By the routing, for one unit.
  package let minutes: Rate
  package let good: Quantity
  package let defect: Quantity
  package let scrap: ScrapSnapshot

  package init(
    number: Int, workCenter: String?, minutes: Rate, good: Quantity, defect: Quantity,
    scrap: ScrapSnapshot
  ) {
    self.number = number
    self.workCenter = workCenter
    self.minutes = minutes
    self.good = good
    self.defect = defect
    self.scrap = scrap
  }

  package static let shape = EventShape<Self>(
    field("op_no", \.number),
    field("work_center", \.workCenter),
    field("minutes", \.minutes),
    field("good_qty", \.good),
    field("defect_qty", \.defect),
    field("scrap", \.scrap),
    make: Self.init)
}

/// Quantities that were scrapped, by cause: bad work 工废, bad material 料废, anything else 其他.
package struct ScrapSnapshot: EventObject {
  package let labor: Quantity
  package let material: Quantity
  package let other: Quantity

  package static let none = ScrapSnapshot(labor: .zero, material: .zero, other: .zero)

  package init(labor: Quantity, material: Quantity, other: Quantity) {
    self.labor = labor
    self.material = material
    self.other = other
  }

  package static let shape = EventShape<Self>(
    field("labor", \.labor),
    field("material", \.material),
    field("other", \.other),
    make: Self.init)
}
