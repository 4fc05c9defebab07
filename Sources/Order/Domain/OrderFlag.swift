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
