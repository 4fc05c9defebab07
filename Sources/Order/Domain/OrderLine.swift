/// One line of an order, priced. Amounts always fit together: original − discount = payable, and
/// the shares that promotions, coupon and points took off are the discount.
package struct OrderLine: Equatable, Sendable {
  package let lineNumber: Int
  package let skuID: Int64
  package let name: String
  package let quantity: Quantity
  package let price: UnitPrice
  package let original: Money
  package private(set) var discount: Money
  package private(set) var payable: Money
  /// What the order's coupon took off this line.
  package private(set) var couponDiscount: Money
  /// What the order's points took off this line; a point is 0.01.
  package private(set) var pointsDiscount: Money
  package var shipped: Quantity
  /// What came back, and the money that went back for it.
  package var refunded: Quantity
  package var refundedAmount: Money
  /// What of `refunded` had not left yet, and so is not to be shipped any more.
  package var refundedUnshipped: Quantity

  package init(
    lineNumber: Int, skuID: Int64, name: String, quantity: Quantity, price: UnitPrice,
    original: Money, discount: Money, payable: Money, couponDiscount: Money = .zero,
    pointsDiscount: Money = .zero, shipped: Quantity = .zero, refunded: Quantity = .zero,
    refundedAmount: Money = .zero, refundedUnshipped: Quantity = .zero
  ) {
    self.lineNumber = lineNumber
    self.skuID = skuID
    self.name = name
    self.quantity = quantity
    self.price = price
    self.original = original
    self.discount = discount
    self.payable = payable
    self.couponDiscount = couponDiscount
    self.pointsDiscount = pointsDiscount
    self.shipped = shipped
    self.refunded = refunded
    self.refundedAmount = refundedAmount
    self.refundedUnshipped = refundedUnshipped
  }

  /// What promotions took off: all of the discount that neither coupon nor points did.
  package var promoDiscount: Money {
    // Parts of what is in range are in range.
    (try? discount - couponDiscount - pointsDiscount) ?? .zero
  }

  /// What is still to leave.
  package var unshipped: Quantity {
    get throws(DecimalFault) { try quantity - shipped - refundedUnshipped }
  }

  /// What has left, and has not come back.
  package var inParcels: Quantity {
    get throws(DecimalFault) { try shipped - (refunded - refundedUnshipped) }
  }

  /// Takes a share of a reduction off.
  mutating func take(_ share: Money, as reduction: OrderReduction) throws(DecimalFault) {
    discount = try discount + share
    payable = try payable - share
    switch reduction {
    case .coupon: couponDiscount = try couponDiscount + share
    case .points: pointsDiscount = try pointsDiscount + share
    }
  }
}

/// What takes money off a whole order, after its promotions.
package enum OrderReduction: Sendable {
  case coupon
  case points
}
