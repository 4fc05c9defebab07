import Kernel
import MariaDBClient
import OrderDomain

/// Writes many orders of sales that have happened, with few statements.
enum SaleStore {
  private static let insertSQL = SQLSeries("order.offline_insert", maximum: 50) { count in
    let row = "(?, 'pos', ?, ?, ?, 'paid', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    return """
      INSERT INTO sales_order (order_no, channel, store_id, warehouse_id, member_id, status, \
      stock_status, original, discount, payable, created_by, created_at, expires_at, paid_at, \
      sold_at, oversold) VALUES \(SQLSeries.repeated(row, count))
      """
  }
  private static let idsSQL = SQLSeries("order.offline_ids", maximum: 50) { count in
    """
    SELECT order_no, order_id FROM sales_order \
    WHERE order_no IN (\(SQLSeries.repeated("?", count)))
    """
  }
  private static let paymentsSQL = SQLSeries("order.offline_payments", maximum: 50) { count in
    """
    INSERT INTO sales_payment (order_id, line_no, method, amount, txn_no, paid_at) \
    VALUES \(SQLSeries.repeated("(?, ?, ?, ?, ?, ?)", count))
    """
  }

  /// Writes the orders' rows; returns their ids by number. 2 round trips for up to 50.
  static func insert(
    _ orders: [Order], createdBy users: [Int64], on database: DatabaseConnection
  ) throws(DatabaseError) -> [String: Int64] {
    var ids: [String: Int64] = [:]
    for range in insertSQL.chunks(of: orders.count) {
      var values: [SQLValue] = []
      for (order, user) in zip(orders[range], users[range]) {
        values += [
          .text(order.orderNumber), .int(order.storeID), .int(order.warehouseID),
          .of(order.memberID), .text(order.stockStatus.rawValue), .of(order.original),
          .of(order.discount), .of(order.payable), .int(user), .instant(order.createdAt),
          .instant(order.expiresAt), .of(order.paidAt), .of(order.soldAt),
          .of(order.isOversold),
        ]
      }
      _ = try database.execute(insertSQL[range.count], values)
      // Only the server knows the ids of several rows: a cluster's members leave gaps.
      let rows = try database.query(
        idsSQL[range.count], orders[range].map { .text($0.orderNumber) }
      ) { (row) throws(DatabaseError) in (try row.text(0), try row.int(1)) }
      for (number, id) in rows { ids[number] = id }
    }
    return ids
  }

  static func insertPayments(
    of orders: [Order], on database: DatabaseConnection
  ) throws(DatabaseError) {
    let rows = orders.flatMap { order in
      order.payments.enumerated().map { (order, $0.offset + 1, $0.element) }
    }
    for range in paymentsSQL.chunks(of: rows.count) {
      var values: [SQLValue] = []
      for (order, number, payment) in rows[range] {
        values += [
          .int(order.orderID), .int(Int64(number)), .text(payment.method.rawValue),
          .of(payment.amount), .of(payment.transactionNumber), .of(order.paidAt),
        ]
      }
      _ = try database.execute(paymentsSQL[range.count], values)
    }
  }
}
