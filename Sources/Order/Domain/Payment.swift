package import Kernel

extension Payment {
  /// The transaction that no other payment by this tender may have; nil where that does not
  /// matter: numbers of cash are the house's own.
  package var claim: String? { method == .cash ? nil : transactionNumber }
}

/// Decides what a payment does to an order.
package enum PaymentRule {
  package enum Decision: Equatable, Sendable {
    case pay
    /// The same payments again, in whatever order: the order as it is.
    case alreadyDone
  }

  /// - Parameters:
  ///   - isOverdue: the database's clock has passed the order's expiry.
  ///   - earlier: the payments that the order has.
  package static func decide(
    status: OrderStatus, isOverdue: Bool, payable: Money, offered: [Payment], earlier: [Payment]
  ) throws(OrderRefusal) -> Decision {
    switch status {
    case .paid, .partShipped, .shipped, .partRefunded, .refunded:
      guard offered.inOrder == earlier.inOrder else { throw .alreadyPaid }
      return .alreadyDone
    case .cancelled: throw .cancelled
    case .expired: throw .expired
    case .created:
      if isOverdue { throw .expired }
    }
    let paid: Money
    do throws(DecimalFault) {
      paid = try Money.sum(offered.map(\.amount))
    } catch {
      throw .amountOutOfRange
    }
    guard paid == payable else { throw .amountMismatch(payable: payable, paid: paid) }
    return .pay
  }
}

extension [Payment] {
  /// The same for the same payments, in whatever order they stand.
  fileprivate var inOrder: [Payment] {
    sorted { left, right in
      (left.method.rawValue, left.amount, left.transactionNumber ?? "")
        < (right.method.rawValue, right.amount, right.transactionNumber ?? "")
    }
  }
}
