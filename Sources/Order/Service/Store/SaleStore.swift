/// Writes many orders of sales that have happened, with few statements.
enum SaleStore {
  private static let insertSQL = SQLSeries("order.offline_insert", maximum: 50) { count in
    let row = "(?, ?, ?, ?, ?, 'paid', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    return """
      INSERT INTO sales_order (order_no, channel, store_id, warehouse_id, member_id, status, \
      stock_status, original, discount, payable, created_by, created_at, expires_at, paid_at, \
      sold_at, oversold, flags, claimed_member_id) VALUES \(SQLSeries.repeated(row, count))
      """
  }
  private static let idsSQL = SQLList("order.offline_ids", maximum: 50) { count in
    """
    SELECT order_no, order_id FROM sales_order \
    WHERE order_no IN (\(SQLSeries.repeated("?", count)))
    """
  }
  private static let paymentsSQL = SQLSeries("order.offline_payments", maximum: 50) { count in
    """
    INSERT INTO sales_payment (order_id, line_no, method, amount, txn_no, paid_at, txn_claim) \
    VALUES \(SQLSeries.repeated("(?, ?, ?, ?, ?, ?, ?)", count))
    """
  }
  private static let claimedSQL = SQLList("order.offline_claimed") { count in
    """
    SELECT method, txn_claim FROM sales_payment \
    WHERE txn_claim IN (\(SQLSeries.repeated("?", count)))
    """
  }

  /// Writes the orders' rows; returns their ids by number. 2 round trips for up to 50.
  static func insert(
    _ orders: [Order], createdBy users: [Int64], on database: DatabaseConnection
  ) throws(DatabaseError) -> [String: Int64] {
    try database.execute(insertSQL, for: Array(zip(orders, users))) { order, user in
      [
        .text(order.number), .text(order.channel), .int(order.storeID),
        .int(order.warehouseID), .of(order.memberID), .text(order.stockStatus.rawValue),
        .of(order.original), .of(order.discount), .of(order.payable), .int(user),
        .instant(order.createdAt), .instant(order.expiresAt), .of(order.paidAt),
        .of(order.soldAt), .of(order.isOversold), .text(order.flags.stored),
        .of(order.claimedMemberID),
      ]
    }
    // Only the server knows the ids of several rows: a cluster's members leave gaps.
    return try database.dictionary(idsSQL, in: orders.map(\.number)) {
      row throws(DatabaseError) in (try row.text(), try row.int())
    }
  }

  private static let flagSQL = SQL(
    "order.offline_flag",
    "UPDATE sales_order SET flags = CONCAT_WS(',', NULLIF(flags, ''), ?) WHERE order_id = ?")

  private static let flagsSQL = SQLList("order.offline_flags", maximum: 50) { count in
    """
    SELECT order_no, flags FROM sales_order \
    WHERE flags <> '' AND order_no IN (\(SQLSeries.repeated("?", count)))
    """
  }

  static func flags(
    of orderNumbers: [String], on database: DatabaseConnection
  ) throws(DatabaseError) -> [String: [String]] {
    try database.dictionary(flagsSQL, in: orderNumbers) { row throws(DatabaseError) in
      (try row.text(), try row.text().split(separator: ",").map(String.init))
    }
  }

  /// Notes a doubt that shows only when the rest is written. 1 round trip for each order.
  static func flag(
    _ orderIDs: Set<Int64>, _ flag: OrderFlag, on database: DatabaseConnection
  ) throws(DatabaseError) {
    for id in orderIDs.sorted() {
      try database.execute(flagSQL, [.text(flag.rawValue), .int(id)])
    }
  }

  /// Writes the payments; each transaction belongs to the payment that had it first. 1 round trip
  /// for up to 50, one more for each 20 that name a transaction.
  /// - Returns: the ids of orders with a payment whose transaction its tender had before
  /// - Throws: `DatabaseError.undone` when somebody took one meanwhile: run the whole again
  static func insertPayments(
    of orders: [Order], on database: DatabaseConnection
  ) throws(DatabaseError) -> Set<Int64> {
    let rows = orders.flatMap { order in
      order.payments.enumerated().map { (order, $0.offset + 1, $0.element) }
    }
    var claimed = try claimed(rows.map(\.2), on: database)
    var late: Set<Int64> = []
    do throws(DatabaseError) {
      try database.execute(paymentsSQL, for: rows) { order, number, payment in
        let isFirst = payment.claimKey.map { claimed.insert($0).inserted } ?? true
        if !isFirst { late.insert(order.id) }
        return [
          .int(order.id), .of(number), .text(payment.method.rawValue),
          .of(payment.amount), .of(payment.transactionNumber), .of(order.paidAt),
          .of(isFirst ? payment.claim : nil),
        ]
      }
    } catch {
      guard case .duplicateKey = error.kind else { throw error }
      throw .undone(statement: error.statement)
    }
    return late
  }

  /// Which of the payments' transactions have paid already.
  private static func claimed(
    _ payments: [Payment], on database: DatabaseConnection
  ) throws(DatabaseError) -> Set<[UInt8]> {
    Set(
      try database.query(claimedSQL, in: payments.compactMap(\.claim)) {
        row throws(DatabaseError) in Payment.claimKey(try row.text(), try row.text())
      })
  }
}

extension Payment {
  /// Tender and transaction by their bytes, as the database compares them.
  fileprivate var claimKey: [UInt8]? { claim.map { Self.claimKey(method.rawValue, $0) } }

  fileprivate static func claimKey(_ method: String, _ claim: String) -> [UInt8] {
    Array(method.utf8) + [0] + Array(claim.utf8)
  }
}
