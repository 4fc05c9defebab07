/// One line of a purchase order, with what has become of it.
package struct PurchaseLine: Equatable, Sendable {
  package let lineNumber: Int
  package let skuID: Int64
  package let name: String
  package let quantity: Quantity
  package let price: UnitPrice
  package let amount: Money
  /// All that arrived, also what was rejected.
  package var received: Quantity
  package var rejected: Quantity
  /// What went back to the supplier after it had been in stock.
  package var returned: Quantity

  package init(
    lineNumber: Int, skuID: Int64, name: String, quantity: Quantity, price: UnitPrice,
    amount: Money, received: Quantity = .zero, rejected: Quantity = .zero,
    returned: Quantity = .zero
  ) {
    self.lineNumber = lineNumber
    self.skuID = skuID
    self.name = name
    self.quantity = quantity
    self.price = price
    self.amount = amount
    self.received = received
    self.rejected = rejected
    self.returned = returned
  }

  /// What of it was taken: all that arrived but what was rejected.
  package var accepted: Quantity {
    get throws(DecimalFault) { try received - rejected }
  }

  /// What of it lies in stock, or was used: the most that may still go back. What was rejected or
  /// went back is not among it, so that as much may come in its place.
  package var returnable: Quantity {
    get throws(DecimalFault) { try accepted - returned }
  }

  /// The most that the house may have of it: ordered × (1 + tolerance), rounded down. What of this
  /// is not there yet may still come.
  package func limit(_ tolerance: Rate) -> Quantity {
    guard let factor = try? Rate(whole: 1) + tolerance,
      let limit: Quantity = try? quantity.multiplied(by: factor, rounding: .down)
    else { return .maximum }
    return limit
  }
}

/// Goods as they are ordered.
package struct PurchaseDemand: Equatable, Sendable {
  package let skuID: Int64
  package let quantity: Quantity
  package let price: UnitPrice

  package init(skuID: Int64, quantity: Quantity, price: UnitPrice) {
    self.skuID = skuID
    self.quantity = quantity
    self.price = price
  }

  /// Lines with the same SKU at the same price, summed into the first of them.
  package static func summed(
    _ demands: [PurchaseDemand]
  ) throws(PurchaseRefusal) -> [PurchaseDemand] {
    try exact(try demands.merged(), orThrow: PurchaseRefusal.amountOutOfRange)
  }

  /// The lines of an order of these goods, each for price × quantity, rounded half up to 0.01.
  package static func lines(
    _ demands: [PurchaseDemand], named names: [Int64: String]
  ) throws(PurchaseRefusal) -> [PurchaseLine] {
    var lines: [PurchaseLine] = []
    for demand in demands {
      // The price becomes the unit cost of what arrives, which has fewer places before the point.
      _ = try UnitCost(price: demand.price)
      let amount = try exact(
        try demand.price.amount(for: demand.quantity), orThrow: PurchaseRefusal.amountOutOfRange)
      lines.append(
        PurchaseLine(
          lineNumber: lines.count + 1, skuID: demand.skuID, name: names[demand.skuID] ?? "",
          quantity: demand.quantity, price: demand.price, amount: amount))
    }
    return lines
  }
}

extension PurchaseDemand: MergeableLine {
  package struct MergeKey: Hashable {
    let skuID: Int64
    let price: UnitPrice
  }

  package var mergeKey: MergeKey { MergeKey(skuID: skuID, price: price) }

  package func with(quantity: Quantity) -> PurchaseDemand {
    PurchaseDemand(skuID: skuID, quantity: quantity, price: price)
  }
}

extension FixedDecimal where Unit == CostUnit {
  /// What one unit costs that was bought at this price.
  package init(price: UnitPrice) throws(PurchaseRefusal) {
    self = try exact(try price.converted(), orThrow: PurchaseRefusal.amountOutOfRange)
  }
}
