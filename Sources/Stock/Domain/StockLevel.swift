/// A stock row's key. Rows are locked in ascending order of it.
package struct StockKey: Hashable, Comparable, Sendable {
  package let skuID: Int64
  package let warehouseID: Int64

  package init(skuID: Int64, warehouseID: Int64) {
    self.skuID = skuID
    self.warehouseID = warehouseID
  }

  package static func < (left: StockKey, right: StockKey) -> Bool {
    (left.skuID, left.warehouseID) < (right.skuID, right.warehouseID)
  }
}

/// What lies in one warehouse of one SKU, and how much of it is spoken for.
package struct StockLevel: Hashable, Sendable {
  /// Nothing there.
  package static let empty = StockLevel()

  package let onHand: Quantity
  package let locked: Quantity
  /// `onHand − locked`; below zero only where the SKU allows it.
  package let available: Quantity

  /// So much, and nothing of it is spoken for.
  package static func unlocked(_ quantity: Quantity) -> StockLevel { StockLevel(quantity) }

  private init(_ quantity: Quantity = .zero) {
    onHand = quantity
    locked = .zero
    available = quantity
  }

  /// - Throws: `outOfRange` when the difference does not fit DECIMAL(18,4)
  package init(onHand: Quantity, locked: Quantity) throws(DecimalFault) {
    self.onHand = onHand
    self.locked = locked
    available = try onHand - locked
  }

  /// The level after a change.
  ///
  /// A change that takes from what is available must leave it at zero or above unless the SKU
  /// allows less; one that gives is always welcome, also below zero.
  package func applying(
    _ change: StockChange, allowsNegative: Bool
  ) throws(StockLevelFault) -> StockLevel {
    let after: StockLevel
    do throws(DecimalFault) {
      after = try StockLevel(onHand: onHand + change.onHand, locked: locked + change.locked)
    } catch {
      throw .overflow
    }
    if after.locked.isNegative { throw .notHeld }
    let takes = after.available < available
    if takes, after.available.isNegative, !allowsNegative { throw .insufficient }
    return after
  }
}

/// By how much a level changes.
package struct StockChange: Hashable, Sendable {
  package let onHand: Quantity
  package let locked: Quantity

  private init(onHand: Quantity, locked: Quantity) {
    self.onHand = onHand
    self.locked = locked
  }

  /// Goods arrive, or leave when the quantity is negative.
  package static func moving(_ quantity: Quantity) -> StockChange {
    StockChange(onHand: quantity, locked: .zero)
  }

  /// Goods that lie there are spoken for.
  package static func locking(_ quantity: Quantity) -> StockChange {
    StockChange(onHand: .zero, locked: quantity)
  }

  /// Locked goods are free again.
  package static func unlocking(_ quantity: Quantity) -> StockChange {
    StockChange(onHand: .zero, locked: -quantity)
  }

  /// Locked goods leave.
  package static func issuingLocked(_ quantity: Quantity) -> StockChange {
    StockChange(onHand: -quantity, locked: -quantity)
  }

  /// Both changes as one; `outOfRange` when they do not fit.
  package func and(_ other: StockChange) throws(DecimalFault) -> StockChange {
    StockChange(onHand: try onHand + other.onHand, locked: try locked + other.locked)
  }
}

/// Why a level does not change.
package enum StockLevelFault: Error, Equatable, Sendable {
  /// Less is available than the change takes.
  case insufficient
  /// Less is locked than the change frees.
  case notHeld
  /// The level would not fit its column.
  case overflow
}

/// What counting found, against what the books say.
package enum CountDifference: Equatable, Sendable {
  case none
  /// To be posted as a move; negative when goods are missing.
  case move(Quantity)
  /// Fewer are there than are spoken for: someone must release a lock first.
  case belowLocked

  package init(counted: Quantity, level: StockLevel, allowsNegative: Bool) throws(DecimalFault) {
    let difference = try counted - level.onHand
    if difference.isZero {
      self = .none
    } else if difference.isNegative, counted < level.locked, !allowsNegative {
      self = .belowLocked
    } else {
      self = .move(difference)
    }
  }
}
