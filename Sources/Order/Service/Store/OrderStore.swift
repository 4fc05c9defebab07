import Kernel
import MariaDBClient
import OrderDomain
import WebAPI

/// The order centre's writes.
enum OrderStore {
  private static let insertSQL = SQL(
    "order.insert",
    """
    INSERT INTO sales_order (order_no, channel, store_id, warehouse_id, member_id, status, \
    stock_status, original, discount, payable, remark, created_by, created_at, expires_at, \
    coupon_id, coupon_discount, points_used, points_discount, promotions) \
    VALUES (?, ?, ?, ?, ?, 'created', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """)
  private static let insertLinesSQL = SQLSeries("order.insert_lines", maximum: 50) { rows in
    """
    INSERT INTO sales_order_line (order_id, line_no, sku_id, name, qty, price, original, \
    discount, payable, coupon_discount, points_discount) \
    VALUES \(SQLSeries.repeated("(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows))
    """
  }
  private static let insertPaymentsSQL = SQLSeries("order.insert_payments") { rows in
    """
    INSERT INTO sales_payment (order_id, line_no, method, amount, txn_no, txn_claim) \
    VALUES \(SQLSeries.repeated("(?, ?, ?, ?, ?, ?)", rows))
    """
  }
  private static let holderSQL = SQL(
    "order.transaction_holder",
    """
    SELECT o.order_no, o.store_id FROM sales_payment p JOIN sales_order o \
    ON o.order_id = p.order_id WHERE p.method = ? AND p.txn_claim = ?
    """)
  private static let paySQL = SQL(
    "order.pay",
    """
    UPDATE sales_order SET status = 'paid', paid_at = ?, version = version + 1 \
    WHERE order_id = ? AND status = 'created'
    """)
  private static let closeSQL = SQL(
    "order.close",
    """
    UPDATE sales_order SET status = ?, stock_status = ?, cancel_reason = ?, \
    closed_at = NOW(6), version = version + 1 WHERE order_id = ? AND status = 'created'
    """)
  private static let shipSQL = SQL(
    "order.ship",
    """
    UPDATE sales_order SET status = ?, version = version + 1 \
    WHERE order_id = ? AND status IN ('paid', 'part_shipped', 'part_refunded')
    """)
  private static let shipLineSQL = SQL(
    "order.ship_line",
    """
    UPDATE sales_order_line SET shipped_qty = shipped_qty + ? WHERE order_id = ? AND line_no = ?
    """)
  private static let insertShipmentSQL = SQL(
    "order.insert_shipment",
    """
    INSERT INTO sales_shipment (order_id, store_id, ship_no, carrier, tracking_no, created_by) \
    VALUES (?, ?, ?, ?, ?, ?)
    """)
  private static let insertShipmentLinesSQL = SQLSeries("order.insert_shipment_lines") { rows in
    """
    INSERT INTO sales_shipment_line (shipment_id, line_no, sku_id, qty) \
    VALUES \(SQLSeries.repeated("(?, ?, ?, ?)", rows))
    """
  }
  private static let issuedSQL = SQL(
    "order.stock_issued",
    """
    UPDATE sales_order SET stock_status = 'issued', version = version + 1 \
    WHERE order_no = ? AND stock_status = 'locked' \
    AND status IN ('paid', 'part_shipped', 'shipped', 'part_refunded', 'refunded')
    """)
  private static let overdueListSQL = SQL(
    "order.overdue_list",
    """
    SELECT order_no, expires_at, order_id FROM sales_order \
    WHERE status = 'created' AND expires_at <= NOW(6) AND expires_at >= ? \
    AND (expires_at > ? OR order_id > ?) ORDER BY expires_at, order_id LIMIT ?
    """)
  private static let overdueSQL = SQL(
    "order.overdue",
    """
    SELECT order_id FROM sales_order WHERE order_no = ? AND status = 'created' \
    AND expires_at <= NOW(6) FOR UPDATE SKIP LOCKED
    """)

  /// Writes the order's row and returns its id.
  static func insert(
    _ order: Order, createdBy userID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> Int64 {
    try database.execute(
      insertSQL,
      [
        .text(order.orderNumber), .text(order.channel), .int(order.storeID),
        .int(order.warehouseID), .of(order.memberID),
        .text(order.stockStatus.rawValue), .of(order.original), .of(order.discount),
        .of(order.payable), .of(order.remark), .int(userID), .instant(order.createdAt),
        .instant(order.expiresAt), .of(order.couponID), .of(order.couponDiscount),
        .int(order.pointsUsed), .of(order.pointsDiscount), .int(Int64(order.promotions.count)),
      ]
    ).lastInsertID
  }

  /// Writes the lines of orders whose rows are there.
  static func insertLines(
    of orders: [Order], on database: DatabaseConnection
  ) throws(DatabaseError) {
    let rows = orders.flatMap { order in order.lines.map { (order.orderID, $0) } }
    for range in insertLinesSQL.chunks(of: rows.count) {
      var values: [SQLValue] = []
      values.reserveCapacity(range.count * 11)
      for (orderID, line) in rows[range] {
        values += [
          .int(orderID), .int(Int64(line.lineNumber)), .int(line.skuID), .text(line.name),
          .of(line.quantity), .of(line.price), .of(line.original), .of(line.discount),
          .of(line.payable), .of(line.couponDiscount), .of(line.pointsDiscount),
        ]
      }
      _ = try database.execute(insertLinesSQL[range.count], values)
    }
  }

  /// Marks the order paid; the caller holds its row.
  /// - Throws: `duplicateKey` when a tender had one of the transactions before
  static func pay(
    _ orderID: Int64, with payments: [Payment], at time: Instant, on database: DatabaseConnection
  ) throws(DatabaseError) {
    _ = try database.execute(paySQL, [.instant(time), .int(orderID)])
    for range in insertPaymentsSQL.chunks(of: payments.count) {
      var values: [SQLValue] = []
      for (index, payment) in zip(range, payments[range]) {
        values += [
          .int(orderID), .int(Int64(index + 1)), .text(payment.method.rawValue),
          .of(payment.amount), .of(payment.transactionNumber), .of(payment.claim),
        ]
      }
      _ = try database.execute(insertPaymentsSQL[range.count], values)
    }
  }

  /// The order that a payment with this transaction has paid.
  static func holder(
    of payment: Payment, on database: DatabaseConnection
  ) throws(DatabaseError) -> (orderNumber: String, storeID: Int64)? {
    try database.first(holderSQL, [.text(payment.method.rawValue), .of(payment.claim)]) {
      row throws(DatabaseError) in (try row.text(), try row.int())
    }
  }

  /// Cancels or expires an order that is still `created`; the caller holds its row.
  static func close(
    _ orderID: Int64, as status: OrderStatus, _ stockStatus: OrderStockStatus, reason: String?,
    on database: DatabaseConnection
  ) throws(DatabaseError) {
    _ = try database.execute(
      closeSQL,
      [.text(status.rawValue), .text(stockStatus.rawValue), .of(reason), .int(orderID)])
  }

  /// Writes a parcel; the caller holds the order's row.
  /// - Throws: `document.conflict` when another parcel of the store has the number
  static func ship(
    _ plan: ShipmentPlan, of order: Order, number: String, carrier: String?, tracking: String?,
    by userID: Int64, on database: DatabaseConnection
  ) throws {
    let orderID = order.orderID
    _ = try database.execute(shipSQL, [.text(plan.status.rawValue), .int(orderID)])
    let shipmentID: Int64
    do throws(DatabaseError) {
      shipmentID = try database.execute(
        insertShipmentSQL,
        [
          .int(orderID), .int(order.storeID), .text(number), .of(carrier), .of(tracking),
          .int(userID),
        ]
      ).lastInsertID
    } catch {
      guard case .duplicateKey = error.kind else { throw error }
      throw Problem(.documentConflict)
    }
    for part in plan.parts {
      _ = try database.execute(
        shipLineSQL, [.of(part.quantity), .int(orderID), .int(Int64(part.lineNumber))])
    }
    for range in insertShipmentLinesSQL.chunks(of: plan.parts.count) {
      var values: [SQLValue] = []
      for part in plan.parts[range] {
        values += [
          .int(shipmentID), .int(Int64(part.lineNumber)), .int(part.skuID), .of(part.quantity),
        ]
      }
      _ = try database.execute(insertShipmentLinesSQL[range.count], values)
    }
  }

  /// Notes that the goods have left stock; repeating it changes nothing.
  static func markIssued(
    _ orderNumber: String, on database: DatabaseConnection
  ) throws(DatabaseError) {
    _ = try database.execute(issuedSQL, [.text(orderNumber)])
  }

  /// An order whose time is over, and its place in the row of those that wait to expire.
  struct Overdue {
    let number: String
    let expiresAt: Instant
    let orderID: Int64
  }

  /// Those that are overdue the longest of those after `last`, without locking them.
  static func overdue(
    after last: Overdue?, limit: Int, on database: DatabaseConnection
  ) throws(DatabaseError) -> [Overdue] {
    let start = SQLValue.instant(last?.expiresAt ?? Instant(microseconds: 0))
    return try database.query(
      overdueListSQL, [start, start, .int(last?.orderID ?? 0), .int(Int64(limit))]
    ) { row throws(DatabaseError) in
      Overdue(
        number: try row.text(), expiresAt: try row.instant(), orderID: try row.int())
    }
  }

  /// Locks an overdue order; false when somebody else is working on it, or was faster.
  static func lockOverdue(
    _ number: String, on database: DatabaseConnection
  ) throws(DatabaseError) -> Bool {
    try database.first(overdueSQL, [.text(number)]) { row throws(DatabaseError) in
      try row.int()
    } != nil
  }
}
