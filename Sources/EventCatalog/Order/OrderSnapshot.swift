package import EventModel
import JSONCoding
package import Kernel

/// An order as its events tell it.
package struct OrderSnapshot: Sendable, Equatable {
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

  package init(from reader: PayloadReader) throws(PayloadFault) {
    orderID = try reader.integer("order_id")
    orderNumber = try reader.text("order_no")
    channel = try reader.text("channel")
    storeID = try reader.integer("store_id")
    warehouseID = try reader.integer("warehouse_id")
    memberID = try reader.integerOrNil("member_id")
    original = try reader.decimal("original")
    discount = try reader.decimal("discount")
    payable = try reader.decimal("payable")
    lines = try reader.list("lines", OrderLineSnapshot.init(from:))
    payments = try reader.list("payments", PaymentSnapshot.init(from:))
  }

  /// Writes the order's fields into an object that is open.
  func writeFields(to writer: inout JSONWriter) {
    writer.field("order_id", orderID)
    writer.field("order_no", orderNumber)
    writer.field("channel", channel)
    writer.field("store_id", storeID)
    writer.field("warehouse_id", warehouseID)
    writer.field("member_id", memberID)
    writer.field("original", original)
    writer.field("discount", discount)
    writer.field("payable", payable)
    writer.field("lines", lines)
    writer.field("payments", payments)
  }
}
