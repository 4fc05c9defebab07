package import Kernel
import OrderDomain

/// A sale that has happened, at a till that was offline.
package struct OfflineSale: Sendable {
  /// One printed line; several may name the same SKU.
  package struct Line: Sendable {
    let printed: PrintedLine

    /// - Parameters:
    ///   - quantity: in the unit that was scanned
    ///   - factor: base units in one of those
    ///   - price: for one of the unit that was scanned
    package init(skuID: Int64, quantity: Quantity, factor: Quantity, price: UnitPrice) {
      printed = PrintedLine(skuID: skuID, quantity: quantity, factor: factor, price: price)
    }
  }

  /// One tender; `method` is a raw value of the order centre's payment methods.
  package struct Tender: Sendable {
    package let method: String
    package let amount: Money
    package let transactionNumber: String?

    package init(method: String, amount: Money, transactionNumber: String?) {
      self.method = method
      self.amount = amount
      self.transactionNumber = transactionNumber
    }
  }

  package let storeID: Int64
  package let memberID: Int64?
  /// Whom the till named, where nobody knows that member.
  package let claimedMemberID: Int64?
  /// Doubts that are known before it is booked.
  package let doubts: [OfflineSaleDoubt]
  /// By the till's clock.
  package let soldAt: Instant
  package let lines: [Line]
  package let tenders: [Tender]
  package let payable: Money
  /// Who sent it.
  package let userID: Int64
  package let requestID: String

  package init(
    storeID: Int64, memberID: Int64?, claimedMemberID: Int64? = nil,
    doubts: [OfflineSaleDoubt] = [], soldAt: Instant, lines: [Line], tenders: [Tender],
    payable: Money, userID: Int64, requestID: String
  ) {
    self.storeID = storeID
    self.memberID = memberID
    self.claimedMemberID = claimedMemberID
    self.doubts = doubts
    self.soldAt = soldAt
    self.lines = lines
    self.tenders = tenders
    self.payable = payable
    self.userID = userID
    self.requestID = requestID
  }
}

/// What is odd about a sale that is booked all the same; the raw values are those of the order's
/// flags.
package enum OfflineSaleDoubt: String, Sendable {
  case clockAhead = "clock_ahead"
  case memberUnknown = "member_unknown"
  case memberInactive = "member_inactive"
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

/// A sale that can be recorded: its amounts fit together.
package struct PricedSale: Sendable {
  let sale: OfflineSale
  let amounts: PrintedAmounts
  let payments: [Payment]
}

/// What became of a sale.
package struct RecordedSale: Sendable {
  package let orderID: Int64
  package let orderNumber: String
  /// After the sale; `OrderAPI.publishCounters` shows them.
  let balances: SaleBalances
  /// Services that were noted as used in the sale's transaction.
  let newServices: [Int64]
}
