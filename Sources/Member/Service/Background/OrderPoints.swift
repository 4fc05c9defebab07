import EventStream

/// Points for paid orders, and their way back. Exactly once: the inbox says whether an event was
/// done, and the log takes each reference once.
enum OrderPoints {
  /// The refund came before its payment was seen here; it is tried again.
  struct PaymentNotSeen: Error, CustomStringConvertible {
    let orderNumber: String
    var description: String { "the payment of order \(orderNumber) was not seen yet" }
  }

  /// ⌊payable × earn rate⌋ at the member's present level. An order of a member that nobody knows
  /// earns nothing.
  static func earn(
    _ order: OrderSnapshot, _ requestID: String, on database: DatabaseConnection
  ) throws {
    guard let memberID = order.memberID else { return }
    var earned = Points.zero
    if var member = try MemberStore.forUpdate(memberID, on: database) {
      let levels = try LevelStore.read(on: database)
      let rate = levels.level(for: member.account.growth)?.earnRate ?? .zero
      earned = PointRules.earned(payable: order.payable, rate: rate)
      if let first = try PointStore.entry(.earn, order.orderNumber, on: database) {
        // Somebody has given the points by hand, under the order's number.
        earned = first.memberID == memberID ? max(0, first.asked) : 0
      } else if earned.isPositive {
        let posting = PointPosting(
          memberID: memberID, change: earned, reason: .earn, reference: order.orderNumber,
          beyond: .cap)
        let entries = try PointBook.post(posting, to: &member, levels, on: database)
        try Outbox.append(
          entries.map(\.event), source: "erp-worker", requestID: requestID, on: database)
      }
    }
    try PaidOrderStore.insert(
      order.orderNumber, memberID: memberID, payable: order.payable, earned: earned, on: database)
  }

  /// Takes back in proportion: of all that was refunded so far, less what was taken back before.
  /// What the member has spent meanwhile is a debt, which later gains pay.
  static func takeBack(
    _ refund: OrderRefunded, _ requestID: String, on database: DatabaseConnection
  ) throws {
    let order = refund.order
    guard let memberID = order.memberID else { return }
    let locked = try MemberStore.forUpdate(memberID, on: database)
    guard let paid = try PaidOrderStore.forUpdate(order.orderNumber, on: database) else {
      throw PaymentNotSeen(orderNumber: order.orderNumber)
    }
    let refunded = try paid.refunded + refund.amount
    let due = PointRules.takenBack(earned: paid.earned, refunded: refunded, payable: paid.payable)
    let takenBack = max(due, paid.takenBack)
    try PaidOrderStore.update(
      order.orderNumber, refunded: refunded, takenBack: takenBack, on: database)
    guard var member = locked, takenBack > paid.takenBack else { return }
    let posting = PointPosting(
      memberID: memberID, change: paid.takenBack.adding(capped: -takenBack), reason: .refund,
      reference: PointReference.takenBack(by: refund), owesTheRest: true, beyond: .cap)
    let levels = try LevelStore.read(on: database)
    let entries = try PointBook.post(posting, to: &member, levels, on: database)
    try Outbox.append(
      entries.map(\.event), source: "erp-worker", requestID: requestID, on: database)
  }
}
