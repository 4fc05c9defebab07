/// How money came in.
package enum PaymentMethod: String, CaseIterable, Sendable {
  case cash
  case wechat
  case alipay
  case card
  case points
}

/// One tender.
package struct Payment: Equatable, Sendable {
  package let method: PaymentMethod
  package let amount: Money
  package let transactionNumber: String?

  package init(method: PaymentMethod, amount: Money, transactionNumber: String?) {
    self.method = method
    self.amount = amount
    self.transactionNumber = transactionNumber
  }
}
