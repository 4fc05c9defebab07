package import EventModel
package import JSONCoding
package import Kernel

/// One tender of an order.
package struct PaymentSnapshot: Sendable, Equatable, JSONWritable {
  /// cash, wechat, alipay, card or points.
  package let method: String
  package let amount: Money
  package let transactionNumber: String?

  package init(method: String, amount: Money, transactionNumber: String?) {
    self.method = method
    self.amount = amount
    self.transactionNumber = transactionNumber
  }

  package init(from reader: PayloadReader) throws(PayloadFault) {
    method = try reader.text("method")
    amount = try reader.decimal("amount")
    transactionNumber = try reader.textOrNil("txn_no")
  }

  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("method", method)
      writer.field("amount", amount)
      writer.field("txn_no", transactionNumber)
    }
  }
}
