/// What a change of points led to.
package struct PointChange: Equatable, Sendable {
  /// Afterwards; of a repeat: after the first.
  package let points: Points
  package let pointsDebt: Points
  package let growth: Points
  package let level: Int
  /// What of the points that came paid a debt.
  package let debtPaid: Points
  /// To be written to the outbox in this order; none for a repeat, which changes nothing.
  package let events: [MemberPointChanged]

  /// The event, where there is no more than one: always, but for a taking back from a member with
  /// points past their date.
  package var event: MemberPointChanged? { events.last }
}

/// What changes of points are called that no client makes: those of orders, and of their refunds.
///
/// Numbers of refunds repeat, so these go by id; those of events that know no id by the number.
///
/// Each (reason, reference) counts once, so a name that a client could give as well would keep an
/// order from being cancelled, from expiring or from being refunded.
package enum PointReference {
  /// `order:<order_no>`: points that took money off the order, and the same ones given back.
  package static func order(_ number: String) -> String { "order:\(number)" }

  /// `order:<order_no>/pay`: points that paid for the order.
  package static func payment(of number: String) -> String { "order:\(number)/pay" }

  /// `refund:<refund_id>`: spent points that a refund gives back. Numbers repeat, ids do not.
  package static func refund(_ id: Int64) -> String { "refund:\(id)" }

  /// `earned:<refund_id>`: earned points that a refund takes back. Events of version 1 know only
  /// the number: `earned:no:<refund_no>`, which no id is.
  static func takenBack(by refund: OrderRefunded) -> String {
    "earned:" + (refund.refundID.map(String.init) ?? "no:\(refund.refundNumber)")
  }

  /// `lot-<lot_id>`: a lot that ended.
  static func end(of lot: PointLot) -> String { "\(endPrefix)\(lot.lotID)" }

  static let endPrefix = "lot-"

  /// Whether a client may not give the reference, whatever the reason.
  static func isReserved(_ reference: String) -> Bool {
    ["order:", "refund:", "earned:"].contains { reference.hasPrefix($0) }
  }
}
