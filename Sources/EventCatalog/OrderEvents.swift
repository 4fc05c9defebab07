package import EventModel

/// What all events of an order have alike.
package protocol OrderEvent: EventPayload, EventObject {
  var order: OrderSnapshot { get }
}

extension OrderEvent {
  package static var centre: String { "order" }
  package var key: String { order.orderNumber }
}

/// An order was placed: priced, its goods locked.
package struct OrderCreated: OrderEvent {
  package static let type = "OrderCreated"
  package static let version = 1

  package let order: OrderSnapshot

  package init(_ order: OrderSnapshot) { self.order = order }

  package static let shape = EventShape<Self>(fields(of: \.order), make: Self.init)
}

/// An order was paid in full; its goods are to leave the lock.
package struct OrderPaid: OrderEvent {
  package static let type = "OrderPaid"
  package static let version = 1

  package let order: OrderSnapshot

  package init(_ order: OrderSnapshot) { self.order = order }

  package static let shape = EventShape<Self>(fields(of: \.order), make: Self.init)
}

/// An order was cancelled, or expired unpaid; all that it held is given back.
package struct OrderCancelled: OrderEvent {
  package static let type = "OrderCancelled"
  package static let version = 1

  package let order: OrderSnapshot
  /// What the user said; "expired" when nobody paid in time.
  package let reason: String

  package init(_ order: OrderSnapshot, reason: String) {
    self.order = order
    self.reason = reason
  }

  package static let shape = EventShape<Self>(
    fields(of: \.order),
    field("reason", \.reason),
    make: Self.init)
}

/// A parcel of an order left: all of it, or a part.
package struct OrderShipped: OrderEvent {
  package static let type = "OrderShipped"
  package static let version = 1

  package let order: OrderSnapshot
  package let shipNumber: String
  package let carrier: String?
  package let trackingNumber: String?
  /// What is in this parcel.
  package let lines: [ShippedLine]

  package init(
    _ order: OrderSnapshot, shipNumber: String, carrier: String?, trackingNumber: String?,
    lines: [ShippedLine]
  ) {
    self.order = order
    self.shipNumber = shipNumber
    self.carrier = carrier
    self.trackingNumber = trackingNumber
    self.lines = lines
  }

  package static let shape = EventShape<Self>(
    fields(of: \.order),
    field("ship_no", \.shipNumber),
    field("carrier", \.carrier),
    field("tracking_no", \.trackingNumber),
    field("shipped_lines", \.lines),
    make: Self.init)
}

/// Money and goods of an order went back to the customer: all of it, or a part.
package struct OrderRefunded: OrderEvent {
  package static let type = "OrderRefunded"
  package static let version = 2

  package let order: OrderSnapshot
  /// Nil in events of version 1.
  package let refundID: Int64?
  package let refundNumber: String
  /// Of this refund; those before it are not in it.
  package let amount: Money
  /// Points that paid for what came back, which the order centre has given back itself.
  package let pointsReturned: Int64
  /// What gifts that stay were charged: the money bore this, below zero where a charged gift came
  /// back; version 1 knows none.
  package let giftCharge: Money
  /// And the points that would have come back bore that, one for each 0.01.
  package let giftPoints: Int64
  /// What came back with this refund, gifts at 0.00 among it.
  package let lines: [RefundedLine]

  package init(
    _ order: OrderSnapshot, refundID: Int64?, refundNumber: String, amount: Money,
    pointsReturned: Int64, giftCharge: Money, giftPoints: Int64, lines: [RefundedLine]
  ) {
    self.order = order
    self.refundID = refundID
    self.giftCharge = giftCharge
    self.giftPoints = giftPoints
    self.refundNumber = refundNumber
    self.amount = amount
    self.pointsReturned = pointsReturned
    self.lines = lines
  }

  package static let shape = EventShape<Self>(
    fields(of: \.order),
    field("refund_id", \.refundID),
    field("refund_no", \.refundNumber),
    field("amount", \.amount),
    field("points_returned", \.pointsReturned),
    field("gift_charge", \.giftCharge, absent: .zero),
    field("gift_points", \.giftPoints, absent: 0),
    field("refunded_lines", \.lines),
    make: Self.init)
}
