/// The promotions that an order had, and the goods that they gave away. Written once.
enum BenefitStore {
  private static let insertPromotionsSQL = SQLSeries("order.insert_promotions") { rows in
    """
    INSERT INTO sales_order_promotion (order_id, line_no, promo_id, name, discount) \
    VALUES \(SQLSeries.repeated("(?, ?, ?, ?, ?)", rows))
    """
  }
  private static let insertGiftsSQL = SQLSeries("order.insert_gifts") { rows in
    """
    INSERT INTO sales_order_gift (order_id, line_no, sku_id, qty, promo_id, value, buy_sku_id, \
    buy_qty, gift_qty, repeats) \
    VALUES \(SQLSeries.repeated("(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows))
    """
  }
  private static let promotionsSQL = SQL(
    "order.promotions",
    "SELECT promo_id, name, discount FROM sales_order_promotion WHERE order_id = ? ORDER BY line_no"
  )
  private static let giftsSQL = SQL(
    "order.gifts",
    """
    SELECT line_no, sku_id, qty, promo_id, value, buy_sku_id, buy_qty, gift_qty, repeats, \
    refunded_qty, charged_qty FROM sales_order_gift WHERE order_id = ? ORDER BY line_no
    """)
  private static let refundGiftSQL = SQL(
    "order.refund_gift",
    """
    UPDATE sales_order_gift SET refunded_qty = ?, charged_qty = ? \
    WHERE order_id = ? AND line_no = ?
    """)

  /// 1 round trip for the promotions and 1 for the gifts, where there are any.
  static func insert(of order: Order, on database: DatabaseConnection) throws(DatabaseError) {
    try database.execute(insertPromotionsSQL, for: Array(zip(Int64(1)..., order.promotions))) {
      number, promotion in
      [
        .int(order.id), .int(number), .int(promotion.promotionID), .text(promotion.name),
        .of(promotion.discount),
      ]
    }
    try database.execute(insertGiftsSQL, for: order.gifts) { gift in
      [
        .int(order.id), .int(Int64(gift.lineNumber)), .int(gift.skuID), .of(gift.quantity),
        .int(gift.promotionID), .of(gift.value), .int(gift.rule.skuID),
        .of(gift.rule.buyQuantity), .of(gift.rule.giftQuantity), .of(gift.rule.repeats),
      ]
    }
  }

  static func promotions(
    of orderID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> [OrderPromotion] {
    try database.query(promotionsSQL, [.int(orderID)]) { row throws(DatabaseError) in
      OrderPromotion(
        promotionID: try row.int(), name: try row.text(), discount: try row.decimal())
    }
  }

  static func gifts(
    of orderID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> [OrderGift] {
    try database.query(giftsSQL, [.int(orderID)]) { row throws(DatabaseError) in
      OrderGift(
        lineNumber: try row.count(), skuID: try row.int(), quantity: try row.decimal(),
        promotionID: try row.int(), value: try row.decimal(),
        rule: OrderGiftRule(
          skuID: try row.int(), buyQuantity: try row.decimal(),
          giftQuantity: try row.decimal(), repeats: try row.bool()),
        refunded: try row.decimal(), charged: try row.decimal())
    }
  }

  /// Writes what came back of gifts, and what is charged. The caller holds the order's row.
  static func refund(
    _ gifts: [OrderGift], of orderID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) {
    for gift in gifts {
      try database.execute(
        refundGiftSQL,
        [.of(gift.refunded), .of(gift.charged), .int(orderID), .int(Int64(gift.lineNumber))])
    }
  }
}
