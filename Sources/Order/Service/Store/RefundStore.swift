/// The tables `sales_refund` and `sales_refund_line`, and what a refund changes of its order. The
/// caller holds the order's row.
enum RefundStore {
  private static let refundSQL = SQL(
    "order.refund",
    """
    UPDATE sales_order SET status = ?, stock_status = ?, refunded = ?, version = ? \
    WHERE order_id = ?
    """)
  private static let refundLineSQL = SQL(
    "order.refund_line",
    """
    UPDATE sales_order_line SET refunded_qty = refunded_qty + ?, \
    refunded_unshipped_qty = refunded_unshipped_qty + ?, \
    refunded_amount = refunded_amount + ? WHERE order_id = ? AND line_no = ?
    """)
  private static let insertRefundSQL = SQL(
    "order.insert_refund",
    """
    INSERT INTO sales_refund (order_id, store_id, refund_no, amount, money, points, gift_charge, \
    gift_points, warehouse_id, created_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """)
  private static let insertRefundLinesSQL = SQLSeries("order.insert_refund_lines") { rows in
    """
    INSERT INTO sales_refund_line (refund_id, line_no, sku_id, qty, amount) \
    VALUES \(SQLSeries.repeated("(?, ?, ?, ?, ?)", rows))
    """
  }
  private static let historySQL = SQL(
    "order.refund_history",
    """
    SELECT COALESCE(SUM(points), 0), COALESCE(SUM(gift_charge), 0), \
    COALESCE(SUM(gift_points), 0) FROM sales_refund WHERE order_id = ?
    """)

  /// What earlier refunds did; no round trip for an order that none has taken anything of.
  static func history(
    of order: Order, on database: DatabaseConnection
  ) throws -> RefundHistory {
    if order.status != .partRefunded, order.status != .refunded { return .none }
    let sums = try database.first(historySQL, [.int(order.id)]) {
      row throws(DatabaseError) -> (Int64, Money, Int64) in
      (try row.int(), try row.decimal(), try row.int())
    }
    guard let (points, charge, giftPoints) = sums else { return .none }
    return RefundHistory(
      amount: order.refunded, giftCharge: charge, giftPoints: try PointValue.money(giftPoints),
      points: try PointValue.money(points))
  }

  /// Writes the refund and returns its id.
  /// - Parameters:
  ///   - order: as the refund leaves it
  ///   - warehouseID: where the goods came, but for those named as not shipped
  /// - Throws: `document.conflict` when another refund of the store has the number
  static func insert(
    _ plan: RefundPlan, _ settlement: RefundSettlement, of order: Order, number: String,
    to warehouseID: Int64, by userID: Int64, on database: DatabaseConnection
  ) throws -> Int64 {
    let id = SQLValue.int(order.id)
    try database.execute(
      refundSQL,
      [
        .text(order.status.rawValue), .text(order.stockStatus.rawValue), .of(order.refunded),
        .int(order.version), id,
      ])
    for part in plan.goods {
      try database.execute(
        refundLineSQL,
        [
          .of(part.quantity), .of(part.unshipped), .of(part.amount), id,
          .int(Int64(part.lineNumber)),
        ])
    }
    try BenefitStore.refund(plan.changedGifts, of: order.id, on: database)
    let refundID = try database.insertDocument(
      insertRefundSQL,
      [
        id, .int(order.storeID), .text(number), .of(settlement.amount), .of(settlement.money),
        .int(PointValue.points(settlement.points)), .of(settlement.giftCharge),
        .int(PointValue.points(settlement.giftPoints)), .int(warehouseID), .int(userID),
      ])
    try database.execute(insertRefundLinesSQL, for: plan.parts) {
      [
        .int(refundID), .int(Int64($0.lineNumber)), .int($0.skuID), .of($0.quantity),
        .of($0.amount),
      ]
    }
    return refundID
  }
}
