package import Kernel

/// One material of an order's frozen bill, and what the work that was done on the order took of it.
package struct WorkedMaterial: Equatable, Sendable {
  package let component: BOMComponent
  /// For the planned quantity.
  package let required: Quantity
  package let issued: Quantity
  package let returned: Quantity

  package init(
    component: BOMComponent, required: Quantity, issued: Quantity, returned: Quantity
  ) {
    self.component = component
    self.required = required
    self.issued = issued
    self.returned = returned
  }

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
  package func leftover(needed: Quantity) -> Quantity {
    guard let out = try? issued - returned, let left = try? out - needed, left.isPositive else {
      return .zero
    }
    return left
  }
}
