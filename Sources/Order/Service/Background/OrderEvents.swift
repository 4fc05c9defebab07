import EventCatalog
import EventModel
import EventStream
import Kernel
import MariaDBClient
import OrderDomain

/// What the order centre publishes.
enum OrderEvents {
  private static let source = "erp-order"

  /// Writes the events of one transaction, in one round trip.
  static func publish(
    _ events: [any EventPayload], requestID: String, on database: DatabaseConnection
  ) throws(DatabaseError) {
    try Outbox.append(events, source: source, requestID: requestID, on: database)
  }
}

extension Order {
  /// The order as its events tell it.
  var facts: OrderSnapshot {
    OrderSnapshot(
      orderID: orderID, orderNumber: orderNumber, channel: channel, storeID: storeID,
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
