import Kernel
import MariaDBClient
import OrderDomain

/// The writes of a refund. The caller holds the order's row.
extension OrderStore {
  private static let refundSQL = SQL(
    "order.refund",
    """
    UPDATE sales_order SET status = ?, refunded = ?, version = version + 1 WHERE order_id = ?
    """)
  private static let refundLineSQL = SQL(
    "order.refund_line",
    """
    UPDATE sales_order_line SET refunded_qty = refunded_qty + ?, \
    refunded_amount = refunded_amount + ? WHERE order_id = ? AND line_no = ?
    """)
  private static let insertRefundSQL = SQL(
    "order.insert_refund",
    """
    INSERT INTO sales_refund (order_id, refund_no, amount, money, points, created_by) \
    VALUES (?, ?, ?, ?, ?, ?)
    """)
  private static let insertRefundLinesSQL = SQLSeries("order.insert_refund_lines") { rows in
    """
    INSERT INTO sales_refund_line (refund_id, line_no, sku_id, qty, amount) \
    VALUES \(SQLSeries.repeated("(?, ?, ?, ?, ?)", rows))
    """
  }
  private static let pointsReturnedSQL = SQL(
    "order.points_returned",
    "SELECT COALESCE(SUM(points), 0) FROM sales_refund WHERE order_id = ?")

  /// Points that earlier refunds gave back.
  static func pointsReturned(
    _ orderID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> Int64 {
    try database.first(pointsReturnedSQL, [.int(orderID)]) { row throws(DatabaseError) in
      try row.int(0)
    } ?? 0
  }

  static func refund(
    _ plan: RefundPlan, of orderID: Int64, number: String, money: Money, points: Int64,
    by userID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) {
    _ = try database.execute(
      refundSQL, [.text(plan.status.rawValue), .of(plan.amountSoFar), .int(orderID)])
    for part in plan.parts {
      _ = try database.execute(
        refundLineSQL,
        [.of(part.quantity), .of(part.amount), .int(orderID), .int(Int64(part.lineNumber))])
    }
    let refundID = try database.execute(
      insertRefundSQL,
      [
        .int(orderID), .text(number), .of(plan.amount), .of(money), .int(points), .int(userID),
      ]
    ).lastInsertID
    for range in insertRefundLinesSQL.chunks(of: plan.parts.count) {
      let values = plan.parts[range].flatMap { part -> [SQLValue] in
        [
          .int(refundID), .int(Int64(part.lineNumber)), .int(part.skuID), .of(part.quantity),
          .of(part.amount),
        ]
      }
      _ = try database.execute(insertRefundLinesSQL[range.count], values)
    }
  }
}
