/// The order centre's reads.
enum OrderQueries {
  private static let columns = """
    o.order_id, o.order_no, o.channel, o.store_id, o.warehouse_id, o.member_id, o.status, \
    o.stock_status, o.original, o.discount, o.payable, o.created_at, o.expires_at, o.version, \
    o.remark, o.cancel_reason, o.paid_at, o.sold_at, o.flags, o.claimed_member_id, o.coupon_id, \
    o.coupon_discount, o.points_used, o.points_discount, o.refunded
    """
  /// A row for each line, with its order.
  private static let select = """
    SELECT l.line_no, l.sku_id, l.name, l.qty, l.price, l.original, l.discount, l.payable, \
    l.coupon_discount, l.points_discount, l.shipped_qty, l.refunded_qty, l.refunded_amount, \
    l.refunded_unshipped_qty, NOW(6), \(columns), o.promotions FROM sales_order o \
    JOIN sales_order_line l ON l.order_id = o.order_id
    """
  private static let byNumberSQL = SQL(
    "order.by_number", "\(select) WHERE o.order_no = ? ORDER BY l.line_no")
  private static let byNumberForUpdateSQL = SQL(
    "order.lock_by_number", "\(byNumberSQL.text) FOR UPDATE")
  private static let byIDSQL = SQL(
    "order.by_id", "\(select) WHERE o.order_id = ? ORDER BY l.line_no")
  private static let paymentsSQL = SQL(
    "order.payments",
    "SELECT method, amount, txn_no FROM sales_payment WHERE order_id = ? ORDER BY line_no")
  private static let storeSQL = SQL(
    "order.store", "SELECT store_id FROM sales_order WHERE order_no = ?")
  private static let listSQL = ListSQL(
    "order.list", select: columns,
    """
    FROM sales_order o WHERE (? IS NULL OR o.member_id = ?) AND (? IS NULL OR o.store_id = ?) \
    AND (? IS NULL OR o.status = ?) AND (? IS NULL OR o.created_at >= ?) \
    AND (? IS NULL OR o.created_at < ?) AND (? IS NULL OR FIND_IN_SET(?, o.flags)) \
    AND \(IDFilter.condition("o.store_id"))
    """,
    orders: [
      "-created_at": "o.order_id DESC", "created_at": "o.order_id",
      "-payable": "o.payable DESC, o.order_id DESC", "payable": "o.payable, o.order_id",
    ])

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
    return try call.requireVisible(
      reading, of: \.order.storeID, orThrow: OrderRefusal.notFound
    ).order
  }

  /// `GET /order/list`
  static func list(_ call: Call, _ filter: OrderFilter) throws -> Page<OrderSummary> {
    let filters: [SQLValue] = .filters(
      filter.memberID, filter.storeID, filter.status?.rawValue, filter.span.from, filter.span.to,
      filter.flag?.rawValue)
    return try listSQL.page(
      filter.listing, filters + .anyOf(call.caller.scope.limitedTo), on: call.database
    ) {
      row throws(DatabaseError) in OrderSummary(order: try order(row))
    }
  }

  /// The order with its row and lines locked until the transaction ends; nil if there is none.
  static func forUpdate(
    _ number: String, on database: DatabaseConnection
  ) throws(DatabaseError) -> Reading? {
    try read(byNumberForUpdateSQL, .text(number), database)
  }

  /// The same for a caller: 404 outside of the caller's organisations.
  static func forUpdate(_ number: String, for call: Call) throws -> Reading {
    call.object = "order:\(number)"
    return try call.requireVisible(
      forUpdate(number, on: call.database), of: \.order.storeID, orThrow: OrderRefusal.notFound)
  }

  /// Refuses an order outside of the caller's organisations before a document's natural key is
  /// looked at: its first answer is for those alone who may see the order. Locks nothing; 1 round
  /// trip.
  /// - Returns: within what numbers of the order's refunds and parcels are unique: its store
  static func requireVisible(_ number: String, for call: Call) throws -> DocumentScope {
    call.object = "order:\(number)"
    let storeID = try call.database.first(storeSQL, [.text(number)]) {
      row throws(DatabaseError) in try row.int()
    }
    return .organisation(
      try call.requireVisible(storeID, of: \.self, orThrow: OrderRefusal.notFound))
  }

  private static func read(
    _ sql: SQL, _ key: SQLValue, _ database: DatabaseConnection
  ) throws(DatabaseError) -> Reading? {
    var found: Reading?
    var lines: [OrderLine] = []
    var hasPromotions = false
    _ = try database.query(sql, [key]) { row throws(DatabaseError) in
      lines.append(try line(row))
      if found != nil { return }
      let now = try row.instant()
      found = Reading(order: try order(row), now: now)
      hasPromotions = try row.int() > 0
    }
    guard var reading = found else { return nil }
    let id = reading.order.id
    reading.order.lines = lines
    if reading.order.status.isPaid {
      reading.order.payments = try database.query(paymentsSQL, [.int(id)]) {
        row throws(DatabaseError) in
        Payment(
          method: try row.choice(), amount: try row.decimal(),
          transactionNumber: try row.textOrNil())
      }
    }
    if hasPromotions {
      reading.order.promotions = try BenefitStore.promotions(of: id, on: database)
      reading.order.gifts = try BenefitStore.gifts(of: id, on: database)
    }
    return reading
  }

  private static func order(_ row: borrowing Row) throws(DatabaseError) -> Order {
    var order = Order(
      id: try row.int(), number: try row.text(), channel: try row.text(),
      storeID: try row.int(), warehouseID: try row.int(), memberID: try row.intOrNil(),
      status: try row.choice(), stockStatus: try row.choice(), original: try row.decimal(),
      discount: try row.decimal(), payable: try row.decimal(), createdAt: try row.instant(),
      expiresAt: try row.instant(), version: try row.int())
    order.remark = try row.textOrNil()
    order.cancelReason = try row.textOrNil()
    order.paidAt = try row.instantOrNil()
    order.soldAt = try row.instantOrNil()
    let flags = try row.text()
    guard let known = [OrderFlag](stored: flags) else {
      throw DatabaseError.unreadable("order.read", "unknown flags \(flags)")
    }
    order.flags = known
    order.claimedMemberID = try row.intOrNil()
    order.couponID = try row.intOrNil()
    order.couponDiscount = try row.decimal()
    order.pointsUsed = try row.int()
    order.pointsDiscount = try row.decimal()
    order.refunded = try row.decimal()
    return order
  }

  private static func line(_ row: borrowing Row) throws(DatabaseError) -> OrderLine {
    OrderLine(
      lineNumber: try row.count(), skuID: try row.int(), name: try row.text(),
      quantity: try row.decimal(), price: try row.decimal(), original: try row.decimal(),
      discount: try row.decimal(), payable: try row.decimal(),
      couponDiscount: try row.decimal(), pointsDiscount: try row.decimal(),
      shipped: try row.decimal(), refunded: try row.decimal(),
      refundedAmount: try row.decimal(), refundedUnshipped: try row.decimal())
  }
}
