/// What a return says of one line of an order.
package struct ReturnDemand: Equatable, Sendable {
  package let lineNumber: Int
  package let quantity: Quantity
  /// The receipt that brought it; nil for the line's receipts from the newest on.
  package let receiptNumber: String?

  package init(lineNumber: Int, quantity: Quantity, receiptNumber: String? = nil) {
    self.lineNumber = lineNumber
    self.quantity = quantity
    self.receiptNumber = receiptNumber
  }

  /// Of each line and receipt one entry, in ascending order of line; those that name a receipt
  /// come first, since the others take what these leave.
  package static func summed(
    _ entries: [ReturnDemand]
  ) throws(PurchaseRefusal) -> [ReturnDemand] {
    try exact(try entries.merged(), orThrow: PurchaseRefusal.amountOutOfRange)
      .sorted { $0.order < $1.order }
  }

  private var order: (Int, Int, String) {
    (lineNumber, receiptNumber == nil ? 1 : 0, receiptNumber ?? "")
  }
}

extension ReturnDemand: MergeableLine {
  package struct MergeKey: Hashable {
    let lineNumber: Int
    let receipt: ByteText?
  }

  package var mergeKey: MergeKey {
    MergeKey(lineNumber: lineNumber, receipt: receiptNumber.map(ByteText.init))
  }

  package func with(quantity: Quantity) -> ReturnDemand {
    ReturnDemand(lineNumber: lineNumber, quantity: quantity, receiptNumber: receiptNumber)
  }
}

/// What a receipt brought of one line of an order, as far as it can go back.
package struct ReturnableReceipt: Equatable, Sendable {
  package let receiptID: Int64
  package let number: String
  /// The goods document that it is in stock; nil where that is not known.
  package let documentID: Int64?
  package let lineNumber: Int
  /// What was taken, less what went back of it before.
  package var quantity: Quantity

  package init(
    receiptID: Int64, number: String, documentID: Int64? = nil, lineNumber: Int,
    quantity: Quantity
  ) {
    self.documentID = documentID
    self.receiptID = receiptID
    self.number = number
    self.lineNumber = lineNumber
    self.quantity = quantity
  }
}
