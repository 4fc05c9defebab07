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

/// A doubt with which a sale that has happened was booked (contract part 2, section A, "flags").
/// `sales_order.flags` holds the raw values.
package enum OrderFlag: String, CaseIterable, Sendable {
  /// The books lacked some of the goods.
  case oversold
  /// The till's clock was more than 10 minutes ahead.
  case clockAhead = "clock_ahead"
  /// Nobody knows the member that the till named.
  case memberUnknown = "member_unknown"
  /// The member is not active.
  case memberInactive = "member_inactive"
  /// A transaction had paid another order before.
  case transactionTaken = "txn_taken"
}

extension [OrderFlag] {
  /// As it is stored: the raw values, joined by commas.
  package var stored: String { map(\.rawValue).joined(separator: ",") }

  /// Nil for what no version of this program wrote.
  package init?(stored text: String) {
    self = []
    for word in text.split(separator: ",") {
      guard let flag = OrderFlag(rawValue: String(word)) else { return nil }
      append(flag)
    }
  }
}
