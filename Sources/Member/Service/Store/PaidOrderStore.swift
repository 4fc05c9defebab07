/// What a paid order earned, and what its refunds took back.
struct PaidOrder: Sendable {
  let payable: Money
  let earned: Points
  let refunded: Money
  let takenBack: Points
}

/// The orders that have earned. Who writes one holds the member's row.
enum PaidOrderStore {
  private static let insertSQL = SQL(
    "point_order.insert",
    "INSERT INTO point_order (order_no, member_id, payable, earned) VALUES (?, ?, ?, ?)")
  private static let forUpdateSQL = SQL(
    "point_order.lock",
    """
    SELECT payable, earned, refunded, taken_back FROM point_order WHERE order_no = ? FOR UPDATE
    """)
  private static let refundSQL = SQL(
    "point_order.refund",
    "UPDATE point_order SET refunded = ?, taken_back = ? WHERE order_no = ?")

  static func insert(
    _ orderNumber: String, memberID: Int64, payable: Money, earned: Points,
    on database: DatabaseConnection
  ) throws(DatabaseError) {
    try database.execute(
      insertSQL, [.text(orderNumber), .int(memberID), .of(payable), .of(earned)])
  }

  /// The order, its row locked; nil when its payment has not been seen yet.
  static func forUpdate(
    _ orderNumber: String, on database: DatabaseConnection
  ) throws(DatabaseError) -> PaidOrder? {
    try database.first(forUpdateSQL, [.text(orderNumber)]) { row throws(DatabaseError) in
      PaidOrder(
        payable: try row.decimal(), earned: try row.points(), refunded: try row.decimal(),
        takenBack: try row.points())
    }
  }

  /// Writes what was refunded and taken back so far; the caller holds the row.
  static func update(
    _ orderNumber: String, refunded: Money, takenBack: Points, on database: DatabaseConnection
  ) throws(DatabaseError) {
    try database.execute(refundSQL, [.of(refunded), .of(takenBack), .text(orderNumber)])
  }
}
