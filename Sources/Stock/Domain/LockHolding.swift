/// How a line's held goods ended, or that they have not.
package enum LockStatus: String, CaseIterable, Sendable {
  case held
  case issued
  case released
  case expired
}

/// What a lock still holds, line by line, and the rules for giving some of it up.
package struct LockHolding: Equatable, Sendable {
  /// One line of the lock.
  package struct Line: Equatable, Sendable {
    package let lineNumber: Int
    package let skuID: Int64
    package let held: Quantity

    package init(lineNumber: Int, skuID: Int64, held: Quantity) {
      self.lineNumber = lineNumber
      self.skuID = skuID
      self.held = held
    }
  }

  /// Part of a line that is given up.
  package struct Part: Equatable, Sendable {
    package let lineNumber: Int
    package let skuID: Int64
    package let quantity: Quantity
    /// What the line holds afterwards.
    package let left: Quantity
  }

  package var lines: [Line]

  /// A lock names each SKU once.
  package init(_ lines: [Line]) { self.lines = lines }

  package func held(of skuID: Int64) -> Quantity {
    lines.first { $0.skuID == skuID }?.held ?? .zero
  }

  /// Everything that is still held.
  package func all() -> [Part] {
    lines.filter { !$0.held.isZero }.map { line in
      Part(lineNumber: line.lineNumber, skuID: line.skuID, quantity: line.held, left: .zero)
    }
  }

  /// As much of the wanted quantities as is held: never more, and nothing of what is not.
  package func atMost(_ wanted: [Int64: Quantity]) -> [Part] {
    lines.compactMap { line in
      let quantity = min(wanted[line.skuID] ?? .zero, line.held)
      guard quantity.isPositive, let left = try? line.held - quantity else { return nil }
      return Part(lineNumber: line.lineNumber, skuID: line.skuID, quantity: quantity, left: left)
    }
  }

  /// Exactly the wanted quantities, or nil when one is not wholly held.
  package func exactly(_ wanted: [Int64: Quantity]) -> [Part]? {
    let isHeld = wanted.allSatisfy { $0.value <= held(of: $0.key) }
    return isHeld ? atMost(wanted) : nil
  }
}
