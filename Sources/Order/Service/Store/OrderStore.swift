/// The order centre's writes. Of an order that is there, the caller holds the row, and has it
/// changed already.
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
    UPDATE sales_order SET status = ?, paid_at = ?, version = ? \
    WHERE order_id = ? AND status = 'created'
    """)
  private static let closeSQL = SQL(
    "order.close",
    """
    UPDATE sales_order SET status = ?, stock_status = ?, cancel_reason = ?, \
    closed_at = NOW(6), version = ? WHERE order_id = ? AND status = 'created'
    """)
  private static let shipSQL = SQL(
    "order.ship",
    """
    UPDATE sales_order SET status = ?, version = ? \
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
  private static let overdueForUpdateSQL = SQL(
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
        .text(order.number), .text(order.channel), .int(order.storeID),
        .int(order.warehouseID), .of(order.memberID), .text(order.stockStatus.rawValue),
        .of(order.original), .of(order.discount), .of(order.payable), .of(order.remark),
        .int(userID), .instant(order.createdAt), .instant(order.expiresAt), .of(order.couponID),
        .of(order.couponDiscount), .int(order.pointsUsed), .of(order.pointsDiscount),
        .int(Int64(order.promotions.count)),
      ]
    ).lastInsertID
  }

  /// Writes the lines of orders whose rows are there.
  static func insertLines(
    of orders: [Order], on database: DatabaseConnection
  ) throws(DatabaseError) {
    let rows = orders.flatMap { order in order.lines.map { (order.id, $0) } }
    try database.execute(insertLinesSQL, for: rows) { orderID, line in
      [
        .int(orderID), .int(Int64(line.lineNumber)), .int(line.skuID), .text(line.name),
        .of(line.quantity), .of(line.price), .of(line.original), .of(line.discount),
        .of(line.payable), .of(line.couponDiscount), .of(line.pointsDiscount),
      ]
    }
  }

  /// Writes an order that was paid.
  /// - Throws: `duplicateKey` when a tender had one of the transactions before
  static func pay(_ order: Order, on database: DatabaseConnection) throws(DatabaseError) {
    try database.execute(
      paySQL,
      [.text(order.status.rawValue), .of(order.paidAt), .int(order.version), .int(order.id)])
    try database.execute(insertPaymentsSQL, for: Array(zip(Int64(1)..., order.payments))) {
      number, payment in
      [
        .int(order.id), .int(number), .text(payment.method.rawValue), .of(payment.amount),
        .of(payment.transactionNumber), .of(payment.claim),
      ]
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

  /// Writes an order that was cancelled or has expired.
  static func close(_ order: Order, on database: DatabaseConnection) throws(DatabaseError) {
    try database.execute(
      closeSQL,
      [
        .text(order.status.rawValue), .text(order.stockStatus.rawValue), .of(order.cancelReason),
        .int(order.version), .int(order.id),
      ])
  }

  /// Writes a parcel.
  /// - Throws: `document.conflict` when another parcel of the store has the number
  static func ship(
    _ parts: [ShippedPart], of order: Order, number: String, carrier: String?, tracking: String?,
    by userID: Int64, on database: DatabaseConnection
  ) throws {
    let id = SQLValue.int(order.id)
    try database.execute(shipSQL, [.text(order.status.rawValue), .int(order.version), id])
    let shipmentID = try database.insertDocument(
      insertShipmentSQL,
      [id, .int(order.storeID), .text(number), .of(carrier), .of(tracking), .int(userID)])
    for part in parts {
      try database.execute(
        shipLineSQL, [.of(part.quantity), id, .int(Int64(part.lineNumber))])
    }
    try database.execute(insertShipmentLinesSQL, for: parts) {
      [.int(shipmentID), .int(Int64($0.lineNumber)), .int($0.skuID), .of($0.quantity)]
    }
  }

  /// Notes that the goods have left stock; repeating it changes nothing.
  static func markIssued(
    _ number: String, on database: DatabaseConnection
  ) throws(DatabaseError) {
    try database.execute(issuedSQL, [.text(number)])
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
  static func overdueForUpdate(
    _ number: String, on database: DatabaseConnection
  ) throws(DatabaseError) -> Bool {
    try database.first(overdueForUpdateSQL, [.text(number)]) { row throws(DatabaseError) in
      try row.int()
    } != nil
  }
}

extension DatabaseConnection {
  /// Writes a document's row and returns its id.
  /// - Throws: `document.conflict` when another document of the store has the number
  func insertDocument(_ sql: SQL, _ values: [SQLValue]) throws -> Int64 {
    do throws(DatabaseError) {
      return try execute(sql, values).lastInsertID
    } catch {
      guard case .duplicateKey = error.kind else { throw error }
      throw Problem(.documentConflict)
    }
  }
}
