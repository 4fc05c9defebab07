/// Goods that a document names.
package struct StockLine: Hashable, Sendable {
  package let skuID: Int64
  package let quantity: Quantity
  /// What one unit cost, for goods that arrive at a known cost.
  package let unitCost: UnitCost?
  package let batchNumber: String?

  package init(
    skuID: Int64, quantity: Quantity, unitCost: UnitCost? = nil, batchNumber: String? = nil
  ) {
    self.skuID = skuID
    self.quantity = quantity
    self.unitCost = unitCost
    self.batchNumber = batchNumber
  }
}

/// Goods that come in for a document.
package struct StockArrival: Sendable {
  package let warehouseID: Int64
  package var lines: [StockLine]

  package init(_ lines: [StockLine], in warehouseID: Int64) {
    self.warehouseID = warehouseID
    self.lines = lines
  }
}

/// Goods that leave for a document.
package struct StockWithdrawal: Sendable {
  package let document: StockReference
  package var lines: [StockLine]

  package init(_ document: StockReference, _ lines: [StockLine]) {
    self.document = document
    self.lines = lines
  }
}

extension StockLine: MergeableLine {
  package struct MergeKey: Hashable {
    let skuID: Int64
    let unitCost: UnitCost?
    let batchNumber: String?
  }

  package var mergeKey: MergeKey {
    MergeKey(skuID: skuID, unitCost: unitCost, batchNumber: batchNumber)
  }

  package func with(quantity: Quantity) -> StockLine {
    StockLine(skuID: skuID, quantity: quantity, unitCost: unitCost, batchNumber: batchNumber)
  }
}

extension [StockLine] {
  /// How much of each SKU, over all lines.
  func totals() throws(StockRefusal) -> [Int64: Quantity] {
    var totals: [Int64: Quantity] = [:]
    for line in self {
      totals[line.skuID] = try exact(
        try (totals[line.skuID] ?? .zero) + line.quantity, orThrow: StockRefusal.quantityOverflow)
    }
    return totals
  }

  /// Lines that name the same summed into the first of them.
  func summed() throws(StockRefusal) -> [StockLine] {
    try exact(try merged(), orThrow: StockRefusal.quantityOverflow)
  }
}
