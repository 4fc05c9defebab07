/// A document by its natural key, and by its id where that is known: numbers repeat, ids do not.
package struct CostDocument: Hashable, Sendable {
  package let type: String
  package let number: String
  /// The stock centre's `document_id`; nil for what was told before there were any. A production
  /// order may issue by several documents: these are one, by the number that nobody else has.
  package let id: Int64?

  package init(_ type: String, _ number: String, id: Int64? = nil) {
    self.type = type
    self.number = number
    self.id = id
  }

  package static func == (left: CostDocument, right: CostDocument) -> Bool {
    if let one = left.id, let other = right.id, !left.isProductionOrder { return one == other }
    return left.hasNumber(of: right)
  }

  // Not the id: a document that is known by its number alone equals one that has an id too.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(type)
    hasher.combine(number)
  }

  /// Whether both have one natural key, whichever way their goods go.
  package func hasNumber(of other: CostDocument) -> Bool {
    type == other.type && number == other.number
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
    /// What that receipt cost: goods of it go back to their supplier.
    case receipt(CostDocument)
    /// The cost sheet of that production order.
    case sheet(String)
    /// What the goods are worth at the time.
    case average
  }

  package let skuID: Int64
  package let sequence: Int64
  package let moveID: Int64
  package let warehouseID: Int64
  /// Negative for goods that leave.
  package let quantity: Quantity
  package let unitCost: UnitCost?
  package let document: CostDocument
  package let origin: CostDocument?
  /// The business date; nil for moves of before there was one.
  package let occurredAt: Instant?

  package init(
    skuID: Int64, sequence: Int64, moveID: Int64, warehouseID: Int64, quantity: Quantity,
    unitCost: UnitCost?, document: CostDocument, origin: CostDocument?,
    occurredAt: Instant? = nil
  ) {
    self.skuID = skuID
    self.sequence = sequence
    self.moveID = moveID
    self.warehouseID = warehouseID
    self.quantity = quantity
    self.unitCost = unitCost
    self.document = document
    self.occurredAt = occurredAt
    // Both sides of a transfer have one document: the one that comes is the one that left.
    self.origin = document.type == "transfer" && quantity.isPositive ? document : origin
  }

  package var size: QuantitySum { QuantitySum(quantity.magnitude) }

  package var basis: Basis {
    guard quantity.isPositive else {
      guard document.type == "return" else { return .average }
      if let origin { return .receipt(origin) }
      // Before returns named their receipt they named a cost.
      return unitCost.map { .unitCost($0) } ?? .average
    }
    if let unitCost { return .unitCost(unitCost) }
    if isOutput { return .sheet(document.number) }
    return origin.map { .origin($0) } ?? .average
  }

  /// Goods that a production order made.
  package var isOutput: Bool {
    guard let origin, quantity.isPositive, document.type == "production" else { return false }
    return origin.hasNumber(of: document)
  }

  /// Goods that came by their own document, and are no others' that come back.
  /// What a purchase order ordered names it as its origin and did not come back all the same.
  package var isReceipt: Bool {
    quantity.isPositive && (origin == nil || document.type == "purchase" || isOutput)
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
  /// - Parameter late: of goods that come back, what late prices put on them since they left
  package func entry(total: CostValue?, late: CostValue? = nil) -> CostEntry {
    if let total, let late { return .comeback(size, total: total, late: late) }
    return quantity.isPositive ? .arrival(size, total: total) : .departure(size, total: total)
  }

  /// The total that a unit cost makes.
  package func total(at unitCost: UnitCost) throws(DecimalFault) -> CostValue {
    try CostValue(unitCost).multiplied(by: size)
  }
}
