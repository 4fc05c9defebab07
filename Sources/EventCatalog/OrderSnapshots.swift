/// An order as its events tell it.
package struct OrderSnapshot: EventObject {
  package let orderID: Int64
  /// Also the reference of its stock lock.
  package let orderNumber: String
  package let channel: String
  package let storeID: Int64
  package let warehouseID: Int64
  package let memberID: Int64?
  package let original: Money
  package let discount: Money
  package let payable: Money
  package let lines: [OrderLineSnapshot]
  /// What was paid; empty before that.
  package let payments: [PaymentSnapshot]

  package init(
    orderID: Int64, orderNumber: String, channel: String, storeID: Int64, warehouseID: Int64,
    memberID: Int64?, original: Money, discount: Money, payable: Money, lines: [OrderLineSnapshot],
    payments: [PaymentSnapshot] = []
  ) {
    self.orderID = orderID
    self.orderNumber = orderNumber
    self.channel = channel
    self.storeID = storeID
    self.warehouseID = warehouseID
    self.memberID = memberID
    self.original = original
    self.discount = discount
    self.payable = payable
    self.lines = lines
    self.payments = payments
  }

  package static let shape = EventShape<Self>(
    field("order_id", \.orderID),
    field("order_no", \.orderNumber),
    field("channel", \.channel),
    field("store_id", \.storeID),
    field("warehouse_id", \.warehouseID),
    field("member_id", \.memberID),
    field("original", \.original),
    field("discount", \.discount),
    field("payable", \.payable),
    field("lines", \.lines),
    field("payments", \.payments),
    make: Self.init)
}

/// A line of an order, priced.
package struct OrderLineSnapshot: EventObject {
  package let lineNumber: Int
  package let skuID: Int64
  package let quantity: Quantity
  package let price: UnitPrice
  package let original: Money
  package let discount: Money
  package let payable: Money

  package init(
    lineNumber: Int, skuID: Int64, quantity: Quantity, price: UnitPrice, original: Money,
    discount: Money, payable: Money
  ) {
    self.lineNumber = lineNumber
    self.skuID = skuID
    self.quantity = quantity
    self.price = price
    self.original = original
    self.discount = discount
    self.payable = payable
  }

  package static let shape = EventShape<Self>(
    field("line_no", \.lineNumber),
    field("sku_id", \.skuID),
    field("qty", \.quantity),
    field("price", \.price),
    field("original", \.original),
    field("discount", \.discount),
    field("payable", \.payable),
    make: Self.init)
}

/// One tender of an order.
package struct PaymentSnapshot: EventObject {
  /// cash, wechat, alipay, card or points.
  package let method: String
  package let amount: Money
  package let transactionNumber: String?

  package init(method: String, amount: Money, transactionNumber: String?) {
    self.method = method
    self.amount = amount
    self.transactionNumber = transactionNumber
  }

  package static let shape = EventShape<Self>(
    field("method", \.method),
    field("amount", \.amount),
    field("txn_no", \.transactionNumber),
    make: Self.init)
}

/// What of an order's line is in a parcel.
package struct ShippedLine: EventObject {
  package let lineNumber: Int
  package let skuID: Int64
  package let quantity: Quantity

  package init(lineNumber: Int, skuID: Int64, quantity: Quantity) {
    self.lineNumber = lineNumber
    self.skuID = skuID
    self.quantity = quantity
  }

  package static let shape = EventShape<Self>(
    field("line_no", \.lineNumber),
    field("sku_id", \.skuID),
    field("qty", \.quantity),
    make: Self.init)
}

/// What of an order's line came back, and the money for it.
package struct RefundedLine: EventObject {
  package let lineNumber: Int
  package let skuID: Int64
  package let quantity: Quantity
  package let amount: Money

  package init(lineNumber: Int, skuID: Int64, quantity: Quantity, amount: Money) {
    self.lineNumber = lineNumber
    self.skuID = skuID
    self.quantity = quantity
    self.amount = amount
  }

  package static let shape = EventShape<Self>(
    field("line_no", \.lineNumber),
    field("sku_id", \.skuID),
    field("qty", \.quantity),
    field("amount", \.amount),
    make: Self.init)
}
