package import Kernel

/// Less is there than was asked for.
package struct StockShortage: Hashable, Sendable {
  package let skuID: Int64
  package let warehouseID: Int64
  package let requested: Quantity
  package let available: Quantity
  package let locked: Quantity
  /// Of the stock row that said so.
  package let version: Int64
  /// The item's, where it was at hand.
  package var name: String?
  /// The first line of the request that asks for it, from 1; nil where no line does.
  package var lineNumber: Int?
  /// Whether nobody asked for it: a promotion gives it.
  package var isGift = false
}

/// Why the stock centre said no. Nothing was done.
package enum StockRefusal: Error, Hashable, Sendable {
  case insufficient([StockShortage])
  /// As above, but known without asking the database.
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

  /// A count that found fewer goods than are spoken for.
  package struct CountedBelowLocked: Hashable, Sendable {
    package let skuID: Int64
    package let counted: Quantity
    package let locked: Quantity
  }
}
