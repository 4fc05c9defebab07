import Kernel
import MariaDBClient
import OrderDomain

/// The promotions that an order had, and the goods that they gave away. Written once.
enum OrderBenefits {
  private static let insertPromotionsSQL = SQLSeries("order.insert_promotions") { rows in
    """
    INSERT INTO sales_order_promotion (order_id, line_no, promo_id, name, discount) \
    VALUES \(SQLSeries.repeated("(?, ?, ?, ?, ?)", rows))
    """
  }
  private static let insertGiftsSQL = SQLSeries("order.insert_gifts") { rows in
    """
    INSERT INTO sales_order_gift (order_id, line_no, sku_id, qty, promo_id) \
    VALUES \(SQLSeries.repeated("(?, ?, ?, ?, ?)", rows))
    """
  }
  private static let promotionsSQL = SQL(
    "order.promotions",
    "SELECT promo_id, name, discount FROM sales_order_promotion WHERE order_id = ? ORDER BY line_no"
  )
  private static let giftsSQL = SQL(
    "order.gifts",
    "SELECT sku_id, qty, promo_id FROM sales_order_gift WHERE order_id = ? ORDER BY line_no")

  /// 1 round trip for the promotions and 1 for the gifts, where there are any.
  static func insert(
    _ promotions: [OrderPromotion], _ gifts: [OrderGift], of orderID: Int64,
    on database: DatabaseConnection
  ) throws(DatabaseError) {
    for range in insertPromotionsSQL.chunks(of: promotions.count) {
      let values = zip(range, promotions[range]).flatMap { index, promotion -> [SQLValue] in
        [
          .int(orderID), .int(Int64(index + 1)), .int(promotion.promotionID),
          .text(promotion.name), .of(promotion.discount),
        ]
      }
      _ = try database.execute(insertPromotionsSQL[range.count], values)
    }
    for range in insertGiftsSQL.chunks(of: gifts.count) {
      let values = zip(range, gifts[range]).flatMap { index, gift -> [SQLValue] in
        [
          .int(orderID), .int(Int64(index + 1)), .int(gift.skuID), .of(gift.quantity),
          .int(gift.promotionID),
        ]
      }
      _ = try database.execute(insertGiftsSQL[range.count], values)
    }
  }

  static func promotions(
    of orderID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> [OrderPromotion] {
    try database.query(promotionsSQL, [.int(orderID)]) { row throws(DatabaseError) in
      OrderPromotion(
        promotionID: try row.int(0), name: try row.text(1), discount: try row.decimal(2))
    }
  }

  static func gifts(
    of orderID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> [OrderGift] {
    try database.query(giftsSQL, [.int(orderID)]) { row throws(DatabaseError) in
      OrderGift(skuID: try row.int(0), quantity: try row.decimal(1), promotionID: try row.int(2))
    }
  }
}
