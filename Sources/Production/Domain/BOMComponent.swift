/// What goes into a template's base quantity.
package struct BOMComponent: Equatable, Sendable {
  package let skuID: Int64
  package let quantity: Quantity
  /// The part that is spoilt on the way, on top: 0.05 for one more in twenty.
  package let scrapRate: Rate

  package init(skuID: Int64, quantity: Quantity, scrapRate: Rate) {
    self.skuID = skuID
    self.quantity = quantity
    self.scrapRate = scrapRate
  }

  /// Lines of one SKU summed into the first of them.
  ///
  /// - Throws: `mixedScrapRates` when they differ in what is spoilt, `quantityOutOfRange`
  package static func summed(
    _ components: [BOMComponent]
  ) throws(ProductionRefusal) -> [BOMComponent] {
    let lines = try exact(
      try components.merged(), orThrow: ProductionRefusal.quantityOutOfRange)
    var known: Set<Int64> = []
    for line in lines where !known.insert(line.skuID).inserted {
      throw .mixedScrapRates(line.skuID)
    }
    return lines
  }

  /// What of it `quantity` of the product takes, exactly:
  /// quantity ÷ base × component × (1 + scrap rate).
  package func need(
    for quantity: ExactQuantity, base: Quantity
  ) throws(ProductionRefusal) -> ExactQuantity {
    let one = DecimalLimit.power(Rate.places)
    return try quantity.times(
      [self.quantity.scaled.magnitude, one.adding(capped: scrapRate.scaled).magnitude],
      over: [base.scaled.magnitude, one.magnitude])
  }

  /// As above, rounded up at the fourth place; exact for any quantities and rates.
  package func required(
    for quantity: Quantity, base: Quantity
  ) throws(ProductionRefusal) -> Quantity {
    let one = DecimalLimit.power(Rate.places)
    return try ExactQuantity.roundedUp(
      [quantity.scaled, self.quantity.scaled, one.adding(capped: scrapRate.scaled)],
      over: [base.scaled, one])
  }
}

extension BOMComponent: MergeableLine {
  package struct MergeKey: Hashable {
    let skuID: Int64
    let scrapRate: Rate
  }

  package var mergeKey: MergeKey { MergeKey(skuID: skuID, scrapRate: scrapRate) }

  package func with(quantity: Quantity) -> BOMComponent {
    BOMComponent(skuID: skuID, quantity: quantity, scrapRate: scrapRate)
  }
}

extension FixedDecimal {
  /// Decimal places of the unit.
  static var places: Int { Unit.places }
}
