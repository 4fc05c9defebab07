/// Why a business rule says no to something about an order.
package enum OrderRefusal: Error, Equatable, Sendable {
  case notFound
  case storeNotFound
  case skuNotFound(lines: [Int])
  case skuInactive(skuIDs: [Int64])
  case priceChanged(payable: Money)
  case amountOutOfRange
  case amountMismatch(payable: Money, paid: Money)
  case alreadyPaid
  /// A tender had the transaction before, for that order where the caller may know.
  case transactionTaken(number: String, order: String?)
  case expired
  case cancelled
  case notPaid
  case overShipment(skuIDs: [Int64])
  case nothingToShip
  case overRefund(skuIDs: [Int64])
  /// Several lines have the SKU.
  case lineAmbiguous([AmbiguousLine])
  case linesNotFound([Int])
  case nothingToRefund
  case refunded
  case memberNotFound
  case memberInactive
  case memberRequired
}

/// One of the lines that a SKU may mean.
package struct AmbiguousLine: Equatable, Sendable {
  package let lineNumber: Int
  package let quantity: Quantity
  package let payable: Money

  init(_ line: OrderLine) {
    lineNumber = line.lineNumber
    quantity = line.quantity
    payable = line.payable
  }

  /// A gift costs nothing.
  init(_ gift: OrderGift) {
    lineNumber = gift.lineNumber
    quantity = gift.quantity
    payable = .zero
  }
}

/// Why a sale cannot be recorded, now or ever, unless the goods become known.
package enum OfflineSaleRefusal: Error, Equatable, Sendable {
  case skuNotFound(lines: [Int])
  /// More was to be paid than the lines say.
  case payableTooHigh
  case amountMismatch(payable: Money, paid: Money)
  case amountOutOfRange
  /// In base units the quantities have more places than are kept: goods sold by a small part of
  /// their unit.
  case quantityNotExact(skuIDs: [Int64])
  /// Points live here, and a till that is offline cannot take them.
  case pointsNotTaken
  /// Not a day of this century.
  case soldAtOutOfRange
}
