/// What the order centre publishes.
enum OrderEvents {
  /// The program that says so, whichever centre's events they are.
  static let source = "erp-order"
}

extension Order {
  /// The order as its events tell it.
  var snapshot: OrderSnapshot {
    OrderSnapshot(
      orderID: id, orderNumber: number, channel: channel, storeID: storeID,
      warehouseID: warehouseID, memberID: memberID, original: original, discount: discount,
      payable: payable,
      lines: lines.map {
        OrderLineSnapshot(
          lineNumber: $0.lineNumber, skuID: $0.skuID, quantity: $0.quantity, price: $0.price,
          original: $0.original, discount: $0.discount, payable: $0.payable)
      },
      payments: payments.map {
        PaymentSnapshot(
          method: $0.method.rawValue, amount: $0.amount, transactionNumber: $0.transactionNumber)
      })
  }
}
