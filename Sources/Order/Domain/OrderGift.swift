/// Goods that a promotion gave away with an order: a line of it, numbered after the goods.
package struct OrderGift: Equatable, Sendable {
  package let lineNumber: Int
  package let skuID: Int64
  package let quantity: Quantity
  package let promotionID: Int64
  /// The retail price at the sale × quantity.
  package let value: Money
  /// The promotion's rule as it was at the sale.
  package let rule: OrderGiftRule
  /// What came back.
  package var refunded: Quantity
  /// What was neither earned any more nor came back, and was charged.
  package var charged: Quantity

  package init(
    lineNumber: Int, skuID: Int64, quantity: Quantity, promotionID: Int64, value: Money,
    rule: OrderGiftRule, refunded: Quantity = .zero, charged: Quantity = .zero
  ) {
    self.lineNumber = lineNumber
    self.skuID = skuID
    self.quantity = quantity
    self.promotionID = promotionID
    self.value = value
    self.rule = rule
    self.refunded = refunded
    self.charged = charged
  }

  /// What of the gift is charged when so much of its goods is left: all that is neither earned nor
  /// came back.
  package func due(goodsLeft: Quantity) throws(DecimalFault) -> Quantity {
    let earned = min(rule.earned(by: goodsLeft), quantity)
    return max(.zero, try quantity - earned - refunded)
  }

  /// The money that what is charged stands for, in all: half a cent up.
  package var charge: Money {
    get throws(DecimalFault) { try value.proportion(charged, of: quantity) }
  }
}

/// Who keeps so much of this keeps so much of the gift.
package struct OrderGiftRule: Equatable, Sendable {
  package let skuID: Int64
  package let buyQuantity: Quantity
  package let giftQuantity: Quantity
  package let repeats: Bool

  package init(skuID: Int64, buyQuantity: Quantity, giftQuantity: Quantity, repeats: Bool) {
    self.skuID = skuID
    self.buyQuantity = buyQuantity
    self.giftQuantity = giftQuantity
    self.repeats = repeats
  }

  /// How many gifts so much of the goods earns; more than there can be is the most there can be.
  package func earned(by goods: Quantity) -> Quantity {
    guard buyQuantity.isPositive else { return .maximum }
    let times = goods.scaled.quotient(by: buyQuantity.scaled)
    let (scaled, overflow) = (repeats ? times : min(times, 1))
      .multipliedReportingOverflow(by: giftQuantity.scaled)
    return overflow ? .maximum : (try? Quantity(checking: scaled)) ?? .maximum
  }
}
