/// Where an order stands. `sales_order.status` holds the raw value.
package enum OrderStatus: String, CaseIterable, Sendable {
  case created
  case paid
  case partShipped = "part_shipped"
  case shipped
  /// Some goods came back.
  case partRefunded = "part_refunded"
  case refunded
  case cancelled
  case expired

  /// The customer has paid, whatever went back since.
  package var isPaid: Bool {
    switch self {
    case .paid, .partShipped, .shipped, .partRefunded, .refunded: true
    case .created, .cancelled, .expired: false
    }
  }
}

/// Where an order's goods stand. `sales_order.stock_status` holds the raw value.
package enum OrderStockStatus: String, CaseIterable, Sendable {
  /// Held in the order's lock.
  case locked
  /// Taken out of stock, once.
  case issued
  /// There are none: services only.
  case notStocked = "not_stocked"
  /// Given back: the order was cancelled or expired.
  case released
}
