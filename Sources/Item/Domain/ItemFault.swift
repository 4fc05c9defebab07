/// Why an item makes no sense as a whole, with the path of the field at fault.
package struct ItemFault: Error, Equatable, Sendable {
  package enum Reason: Equatable, Sendable {
    /// The barcode stands twice in the same item.
    case repeatedBarcode
    /// The unit stands twice, or is the base unit.
    case repeatedUnit
    case tooManySKUs
    /// Valued at standard cost, and has none.
    case standardCostMissing
  }

  package let path: String
  package let reason: Reason

  package init(_ path: String, _ reason: Reason) {
    self.path = path
    self.reason = reason
  }
}

extension Item {
  /// Every fault, in the order of the SKUs.
  package func faults() -> [ItemFault] {
    var faults: [ItemFault] = []
    var barcodes: Set<String> = []
    if skus.count > ItemLimits.skus.upperBound { faults.append(ItemFault("skus", .tooManySKUs)) }
    for (index, sku) in skus.enumerated() {
      let path = "skus[\(index)]"
      for (place, code) in sku.barcodes.enumerated() where !barcodes.insert(code).inserted {
        faults.append(ItemFault("\(path).barcodes[\(place)]", .repeatedBarcode))
      }
      var units: Set<String> = ["", baseUnit]
      for (place, unit) in sku.units.enumerated() {
        if !units.insert(unit.name).inserted {
          faults.append(ItemFault("\(path).units[\(place)].unit", .repeatedUnit))
        }
        for code in unit.barcodes where !barcodes.insert(code).inserted {
          faults.append(ItemFault("\(path).units[\(place)].barcode", .repeatedBarcode))
        }
      }
      if sku.costMethod == .standard, sku.standardCost == nil {
        faults.append(ItemFault("\(path).standard_cost", .standardCostMissing))
      }
    }
    return faults
  }
}
