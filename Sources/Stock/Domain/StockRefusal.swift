/// Less is there than was asked for.
package struct StockShortage: Hashable, Sendable {
  package let skuID: Int64
  /// Nil where it was not read.
  package let name: String?
  package let warehouseID: Int64
  package let requested: Quantity
  package let available: Quantity
  package let locked: Quantity
  /// Of the stock row that said so; 0 for a row that is not there.
  package let version: Int64

  package init(
    _ key: StockKey, name: String?, requested: Quantity, _ level: StockLevel, version: Int64
  ) {
    skuID = key.skuID
    self.name = name
    warehouseID = key.warehouseID
    self.requested = requested
    available = level.available
    locked = level.locked
    self.version = version
  }
}

/// A count that found fewer goods than are spoken for.
package struct CountedBelowLocked: Hashable, Sendable {
  package let skuID: Int64
  package let counted: Quantity
  package let locked: Quantity

  package init(skuID: Int64, counted: Quantity, locked: Quantity) {
    self.skuID = skuID
    self.counted = counted
    self.locked = locked
  }
}

/// Why the stock centre said no. Nothing was done.
package enum StockRefusal: Error, Hashable, Sendable {
  case insufficient([StockShortage])
  /// As above, but read without waiting for the rows.
  case insufficientAtGate([StockShortage])
  case warehouseNotFound
  case organisationNotFound
  case warehouseDuplicate
  case skuNotFound([Int64])
  /// Services are sold, not stocked.
  case notStocked([Int64])
  case skuInactive([Int64])
  case lockNotFound
  /// An order holds it: cancel or pay the order.
  case lockOwned
  case lockExpired
  case countedBelowLocked([CountedBelowLocked])
  /// A level would not fit DECIMAL(18,4).
  case quantityOverflow
  /// The document's number is an order's to give (`ReservedNumbers`).
  case numberReserved
  case receiptNotFound
  /// More goes back than the receipt brought.
  case overReturn([Int64])

  /// What is short, where goods are.
  package var shortages: [StockShortage] {
    switch self {
    case .insufficient(let found), .insufficientAtGate(let found): found
    default: []
    }
  }
}
