/// One material of an order's frozen bill, and what became of it.
package struct ProductionMaterial: Equatable, Sendable {
  /// As the template says: what goes into the base quantity, and the scrap rate on top.
  package let component: BOMComponent
  /// For the planned quantity.
  package let required: Quantity
  package internal(set) var issued: Quantity
  package internal(set) var returned: Quantity
  /// Taken from stock beyond what was issued, because it was lost in the workshop.
  package let lost: Quantity
  /// What there was, when less was there than required.
  package internal(set) var shortAvailable: Quantity?

  package init(
    component: BOMComponent, required: Quantity, issued: Quantity = .zero,
    returned: Quantity = .zero, lost: Quantity = .zero, shortAvailable: Quantity? = nil
  ) {
    self.component = component
    self.required = required
    self.issued = issued
    self.returned = returned
    self.lost = lost
    self.shortAvailable = shortAvailable
  }

  package var skuID: Int64 { component.skuID }

  /// What of it lies in the workshop, and may come back.
  var out: Quantity { (try? issued - returned) ?? .zero }

  /// What the bill asks for `worked` of the product, rounded up at the fourth place, and never more
  /// than for the plan.
  /// - Parameter worked: the largest good + defect + scrap of an operation
  /// - Throws: `quantityOutOfRange`, which cannot be: less than the plan takes less
  package func needed(
    for worked: Quantity, of planned: Quantity, base: Quantity
  ) throws(ProductionRefusal) -> Quantity {
    if worked >= planned { return required }
    return min(required, try component.required(for: worked, base: base))
  }

  /// What lies in the workshop that the work that was done did not ask for: at least 0.
  package func leftover(needed: Quantity) -> Quantity { max(.zero, (try? out - needed) ?? .zero) }
}

/// What comes back from the workshop, in ascending order of SKU.
package enum ReturnedMaterials {
  /// A material of which less is out than is to come back.
  package struct Excess: Equatable, Sendable {
    package let skuID: Int64
    package let requested: Quantity
    package let returnable: Quantity
  }

  /// - Throws: `materialsNotFound`, `overReturn`, `quantityOutOfRange`
  package static func of(
    _ materials: [ProductionMaterial], _ requested: [SKUQuantity]
  ) throws(ProductionRefusal) -> [SKUQuantity] {
    let parts = try summed(requested)
    let known = Dictionary(materials.map { ($0.skuID, $0) }, uniquingKeysWith: { $1 })
    let unknown = parts.map(\.skuID).filter { known[$0] == nil }
    if !unknown.isEmpty { throw .materialsNotFound(unknown) }
    let excesses = parts.compactMap { part -> Excess? in
      guard let out = known[part.skuID]?.out, part.quantity > out else { return nil }
      return Excess(skuID: part.skuID, requested: part.quantity, returnable: out)
    }
    if !excesses.isEmpty { throw .overReturn(excesses) }
    return parts
  }

  /// Everything that is out.
  package static func all(of materials: [ProductionMaterial]) -> [SKUQuantity] {
    materials.filter(\.out.isPositive).map { SKUQuantity(skuID: $0.skuID, quantity: $0.out) }
      .sorted { $0.skuID < $1.skuID }
  }

  package static func summed(
    _ parts: [SKUQuantity]
  ) throws(ProductionRefusal) -> [SKUQuantity] {
    try exact(try parts.merged(), orThrow: ProductionRefusal.quantityOutOfRange)
      .sorted { $0.skuID < $1.skuID }
  }
}
