import Kernel
import MariaDBClient
import OrderDomain
import Transactions
import WebAPI

/// The order centre's reads.
enum OrderQueries {
  static let columns = """
    o.order_id, o.order_no, o.channel, o.store_id, o.warehouse_id, o.member_id, o.status, \
    o.stock_status, o.original, o.discount, o.payable, o.remark, o.cancel_reason, o.created_at, \
    o.expires_at, o.paid_at, o.version, o.oversold, o.sold_at, o.coupon_id, o.coupon_discount, \
    o.points_used, o.points_discount, o.refunded, o.promotions, \
    o.flags, o.claimed_member_id
    """
  private static let lineColumns = """
    l.line_no, l.sku_id, l.name, l.qty, l.price, l.original, l.discount, l.payable, \
    l.shipped_qty, l.refunded_qty, l.refunded_amount, l.coupon_discount, l.points_discount, \
    l.refunded_unshipped_qty
    """
  private static let byNumberSQL = SQL(
    "order.by_number",
    """
    SELECT \(columns), \(lineColumns), NOW(6) FROM sales_order o \
    JOIN sales_order_line l ON l.order_id = o.order_id WHERE o.order_no = ? ORDER BY l.line_no
    """)
  private static let lockByNumberSQL = SQL(
    "order.lock_by_number", byNumberSQL.text + " FOR UPDATE")
  private static let byIDSQL = SQL(
    "order.by_id",
    """
    SELECT \(columns), \(lineColumns), NOW(6) FROM sales_order o \
    JOIN sales_order_line l ON l.order_id = o.order_id WHERE o.order_id = ? ORDER BY l.line_no
    """)
  private static let paymentsSQL = SQL(
    "order.payments",
    "SELECT method, amount, txn_no FROM sales_payment WHERE order_id = ? ORDER BY line_no")

  private static let storeSQL = SQL(
    "order.store", "SELECT store_id FROM sales_order WHERE order_no = ?")

  /// An order with the database's time of reading.
  struct Reading {
    var order: Order
    let now: Instant
  }

  /// `GET /order/{id or order_no}`; 404 outside of the caller's organisations.
  static func order(_ reference: String, _ call: Call) throws -> Order {
    let reading: Reading? =
      if let id = Int64(canonical: reference) {
        try read(byIDSQL, .int(id), call.database)
      } else {
        try read(byNumberSQL, .text(reference), call.database)
      }
    guard let reading, call.caller.scope.contains(reading.order.storeID) else {
      throw OrderRefusal.notFound
    }
    return reading.order
  }

  /// The order with its row and lines locked until the transaction ends; nil if there is none.
  static func lock(
    _ orderNumber: String, on database: DatabaseConnection
  ) throws(DatabaseError) -> Reading? {
    try read(lockByNumberSQL, .text(orderNumber), database)
  }

  /// The same for a caller: 404 outside of the caller's organisations.
  static func lock(_ orderNumber: String, for call: Call) throws -> Reading {
    guard let reading = try lock(orderNumber, on: call.database),
      call.caller.scope.contains(reading.order.storeID)
    else { throw OrderRefusal.notFound }
    return reading
  }

  /// Refuses an order outside of the caller's organisations before a document's natural key is
  /// looked at: its first answer is for those alone who may see the order. Locks nothing; 1 round
  /// trip.
  /// - Returns: within what numbers of the order's refunds and parcels are unique: its store
  static func requireVisible(_ orderNumber: String, for call: Call) throws -> DocumentScope {
    let store = try call.database.first(storeSQL, [.text(orderNumber)]) {
      row throws(DatabaseError) in try row.int(0)
    }
    guard let store, call.caller.scope.contains(store) else { throw OrderRefusal.notFound }
    return .organisation(store)
  }

  private static func read(
    _ sql: SQL, _ key: SQLValue, _ database: DatabaseConnection
  ) throws(DatabaseError) -> Reading? {
    var found: Reading?
    var hasPromotions = false
    _ = try database.query(sql, [key]) { row throws(DatabaseError) in
      if found == nil {
        found = Reading(order: try Self.order(row), now: try row.instant(41))
        hasPromotions = try row.int(24) > 0
      }
      found?.order.lines.append(try Self.line(row))
    }
    guard let order = found?.order else { return nil }
    if order.status.isPaid {
      found?.order.payments = try payments(of: order.orderID, on: database)
    }
    if hasPromotions {
      found?.order.promotions = try OrderBenefits.promotions(of: order.orderID, on: database)
      found?.order.gifts = try OrderBenefits.gifts(of: order.orderID, on: database)
    }
    return found
  }

  private static func payments(
    of orderID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> [Payment] {
    try database.query(paymentsSQL, [.int(orderID)]) { row throws(DatabaseError) in
      Payment(
        method: try known(row.text()), amount: try row.decimal(),
        transactionNumber: try row.textOrNil())
    }
  }

  static func order(_ row: borrowing Row) throws(DatabaseError) -> Order {
    var order = Order(
      orderID: try row.int(0), orderNumber: try row.text(1), channel: try row.text(2),
      storeID: try row.int(3), warehouseID: try row.int(4), memberID: try row.intOrNil(5),
      status: try known(row.text(6)), stockStatus: try known(row.text(7)),
      original: try row.decimal(8), discount: try row.decimal(9), payable: try row.decimal(10),
      remark: try row.textOrNil(11), cancelReason: try row.textOrNil(12),
      createdAt: try row.instant(13), expiresAt: try row.instant(14),
      paidAt: try row.instantOrNil(15), version: try row.int(16),
      isOversold: try row.bool(17), soldAt: try row.instantOrNil(18))
    order.couponID = try row.intOrNil(19)
    order.couponDiscount = try row.decimal(20)
    order.pointsUsed = try row.int(21)
    order.pointsDiscount = try row.decimal(22)
    order.refunded = try row.decimal(23)
    order.flags = try flags(row.text(25))
    order.claimedMemberID = try row.intOrNil(26)
    return order
  }

  private static func flags(_ text: String) throws(DatabaseError) -> [OrderFlag] {
    if let flags = [OrderFlag](stored: text) { return flags }
    throw DatabaseError.unreadable("order.read", "unknown flags \(text)")
  }

  private static func line(_ row: borrowing Row) throws(DatabaseError) -> OrderLine {
    OrderLine(
      lineNumber: try row.count(27), skuID: try row.int(28), name: try row.text(29),
      quantity: try row.decimal(30), price: try row.decimal(31), original: try row.decimal(32),
      discount: try row.decimal(33), payable: try row.decimal(34),
      couponDiscount: try row.decimal(38), pointsDiscount: try row.decimal(39),
      shipped: try row.decimal(35), refunded: try row.decimal(36),
      refundedAmount: try row.decimal(37), refundedUnshipped: try row.decimal(40))
  }

  /// A stored code as its enumeration; the column holds nothing else.
  private static func known<Choice: RawRepresentable<String> & CaseIterable>(
    _ text: String
  ) throws(DatabaseError) -> Choice {
    if let choice = Choice(rawValue: text) { return choice }
    throw DatabaseError.unreadable("order.read", "unknown code \(text)")
  }
}
