import Kernel

/// Why an item makes no sense as a whole, with the path of the field at fault.
package struct ItemRefusal: Error, Equatable, Sendable {
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
  ///
  /// - Parameter before: as it is stored; two barcodes that stand there stay, though they be one
  ///   GTIN
  package func faults(before: Item? = nil) -> [ItemRefusal] {
    var faults: [ItemRefusal] = []
    let known = Set(before?.skus.flatMap(\.allBarcodes) ?? [])
    var barcodes: [String: String] = [:]
    func isRepeated(_ code: String) -> Bool {
      guard let other = barcodes.updateValue(code, forKey: Barcode.key(code)) else { return false }
      return other == code || !known.contains(other) || !known.contains(code)
    }
    if skus.count > ItemLimits.skus.upperBound { faults.append(ItemRefusal("skus", .tooManySKUs)) }
    for (index, sku) in skus.enumerated() {
      let path = "skus[\(index)]"
      for (place, code) in sku.barcodes.enumerated() where isRepeated(code) {
        faults.append(ItemRefusal("\(path).barcodes[\(place)]", .repeatedBarcode))
      }
      var units: Set<String> = ["", baseUnit]
      for (place, unit) in sku.units.enumerated() {
        if !units.insert(unit.name).inserted {
          faults.append(ItemRefusal("\(path).units[\(place)].unit", .repeatedUnit))
        }
        for code in unit.barcodes where isRepeated(code) {
          faults.append(ItemRefusal("\(path).units[\(place)].barcode", .repeatedBarcode))
        }
      }
      if sku.costMethod == .standard, sku.standardCost == nil {
        faults.append(ItemRefusal("\(path).standard_cost", .standardCostMissing))
      }
    }
    return faults
  }
}
