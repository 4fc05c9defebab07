/// Why the item centre said no. Nothing was done.
package enum ItemRefusal: Error, Equatable, Sendable {
  case notFound
  case skuNotFound
  case categoryNotFound
  case barcodeNotFound
  /// The SKU is not packed in this unit.
  case packUnitNotFound
  case unitNotFound
  case unitDuplicate
  /// Goods are counted in it already: it cannot have fewer decimals.
  case unitInUse
  case codeTaken
  /// The barcodes, and whose they are.
  case barcodeTaken([BarcodeOwners.Binding])
  /// Where it is used.
  case inUse([SKUUsage])
  case categoryDuplicate
  /// The tree is as deep or as large as it may be.
  case categoryLimit
  case priceLimit
}

/// A place that knows a SKU: a warehouse with a stock row of it.
package struct SKUUsage: Equatable, Sendable {
  package let skuID: Int64
  /// 0 stands for documents.
  package let warehouseID: Int64
  /// Whether the quantity on hand is anything but zero.
  package let hasStock: Bool

  package init(skuID: Int64, warehouseID: Int64, hasStock: Bool) {
    self.skuID = skuID
    self.warehouseID = warehouseID
    self.hasStock = hasStock
  }
}

/// Why an item makes no sense as a whole, with the path of the field at fault.
package struct ItemFieldFault: Error, Equatable, Sendable {
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
  package func faults(before: Item? = nil) -> [ItemFieldFault] {
    var faults: [ItemFieldFault] = []
    let known = Set(before?.skus.flatMap(\.allBarcodes) ?? [])
    var barcodes: [String: String] = [:]
    func isRepeated(_ code: String) -> Bool {
      guard let other = barcodes.updateValue(code, forKey: Barcode.key(code)) else { return false }
      return other == code || !known.contains(other) || !known.contains(code)
    }
    if skus.count > ItemLimits.skus.upperBound {
      faults.append(ItemFieldFault("skus", .tooManySKUs))
    }
    for (index, sku) in skus.enumerated() {
      let path = "skus[\(index)]"
      for (place, code) in sku.barcodes.enumerated() where isRepeated(code) {
        faults.append(ItemFieldFault("\(path).barcodes[\(place)]", .repeatedBarcode))
      }
      var units: Set<String> = ["", baseUnit]
      for (place, unit) in sku.units.enumerated() {
        if !units.insert(unit.name).inserted {
          faults.append(ItemFieldFault("\(path).units[\(place)].unit", .repeatedUnit))
        }
        for code in unit.barcodes where isRepeated(code) {
          faults.append(ItemFieldFault("\(path).units[\(place)].barcode", .repeatedBarcode))
        }
      }
      if sku.costMethod == .standard, sku.standardCost == nil {
        faults.append(ItemFieldFault("\(path).standard_cost", .standardCostMissing))
      }
    }
    return faults
  }
}
