import StockService

/// A sale that has happened, at a till that was offline.
package struct OfflineSale: Sendable {
  package let storeID: Int64
  package let memberID: Int64?
  /// Whom the till named, where nobody knows that member.
  package let claimedMemberID: Int64?
  /// Doubts that are known before it is booked.
  package let doubts: [OrderFlag]
  /// By the till's clock.
  package let soldAt: Instant
  /// As printed; several may name the same SKU.
  package let lines: [PrintedLine]
  package let payments: [Payment]
  package let payable: Money
  /// Who sent it.
  package let userID: Int64
  package let requestID: String

  package init(
    storeID: Int64, memberID: Int64?, claimedMemberID: Int64?, doubts: [OrderFlag],
    soldAt: Instant, lines: [PrintedLine], payments: [Payment], payable: Money, userID: Int64,
    requestID: String
  ) {
    self.storeID = storeID
    self.memberID = memberID
    self.claimedMemberID = claimedMemberID
    self.doubts = doubts
    self.soldAt = soldAt
    self.lines = lines
    self.payments = payments
    self.payable = payable
    self.userID = userID
    self.requestID = requestID
  }
}

/// What became of a sale.
package struct RecordedSale: Sendable {
  package let orderID: Int64
  package let orderNumber: String
  /// After the sale; `OrderAPI.publishCounters` shows them.
  let balances: [StockBalance]
  /// Services that were noted as used in the sale's transaction.
  let newServices: [Int64]
}
