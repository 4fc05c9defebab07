package import Kernel

/// A document by its natural key.
package struct CostDocument: Hashable, Sendable {
  package let type: String
  package let number: String

  package init(_ type: String, _ number: String) {
    self.type = type
    self.number = number
  }

  /// The document of a production order that takes material and brings goods.
  package static func production(_ number: String) -> CostDocument {
    CostDocument("production", number)
  }

  /// Whether it is a production order, by the form of its number: `MO-<8 digits>-<digits>`. Nobody
  /// moves goods for production under such a number but the order itself.
  package var isProductionOrder: Bool {
    let parts = number.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard type == "production", parts.count == 3, parts[0].elementsEqual("MO".utf8),
      parts[1].count == 8, !parts[2].isEmpty
    else { return false }
    return parts[1...].allSatisfy { part in
      part.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
  }
}

/// A move of the stock ledger, as the cost centre knows it.
package struct CostMove: Equatable, Sendable {
  /// Where the value of a move comes from.
  package enum Basis: Equatable, Sendable {
    /// Its own unit cost.
    case unitCost(UnitCost)
    /// What left for that document.
    case origin(CostDocument)
    /// The cost sheet of that production order.
    case sheet(String)
    /// What the goods are worth at the time.
    case average
  }

  package let skuID: Int64
  package let seq: Int64
  package let moveID: Int64
  package let warehouseID: Int64
  /// Negative for goods that leave.
  package let quantity: Quantity
  package let unitCost: UnitCost?
  package let document: CostDocument
  package let origin: CostDocument?

  package init(
    skuID: Int64, seq: Int64, moveID: Int64, warehouseID: Int64, quantity: Quantity,
    unitCost: UnitCost?, document: CostDocument, origin: CostDocument?
  ) {
    self.skuID = skuID
    self.seq = seq
    self.moveID = moveID
    self.warehouseID = warehouseID
    self.quantity = quantity
    self.unitCost = unitCost
    self.document = document
    // Both sides of a transfer have one document: the one that comes is the one that left.
    self.origin = document.type == "transfer" && quantity.isPositive ? document : origin
  }

  package var size: TotalQuantity { TotalQuantity(quantity.magnitude) }

  package var basis: Basis {
    guard quantity.isPositive else {
      // What goes back to its supplier goes at what it came for.
      if let unitCost, document.type == "return" { return .unitCost(unitCost) }
      return .average
    }
    if let unitCost { return .unitCost(unitCost) }
    if isOutput { return .sheet(document.number) }
    return origin.map { .origin($0) } ?? .average
  }

  /// Goods that a production order made.
  package var isOutput: Bool {
    quantity.isPositive && document.type == "production" && origin == document
  }

  /// The production order whose sheet this move is part of, as material issued, returned or lost.
  ///
  /// What somebody takes out for production by hand has a number of its own, and no sheet: nothing
  /// would ever complete it.
  package var materialOrder: String? {
    if isOutput { return nil }
    guard let order = origin ?? (quantity.isNegative ? document : nil), order.isProductionOrder
    else { return nil }
    return order.number
  }

  /// The entry that this move makes, for `total` when it has one.
  package func entry(total: CostValue?) -> CostEntry {
    quantity.isPositive ? .arrival(size, total: total) : .departure(size, total: total)
  }

  /// The total that a unit cost makes.
  package func total(at unitCost: UnitCost) throws(DecimalFault) -> CostValue {
    try CostValue(unitCost).multiplied(by: size)
  }
}
