import Kernel
import MariaDBClient
import PurchaseDomain

/// What came and what went back, a row for each document and each of its lines.
enum DeliveryStore {
  private static let insertReceiptSQL = SQL(
    "purchase_receipt.insert",
    """
    INSERT INTO purchase_receipt (receipt_no, po_id, warehouse_id, created_by) VALUES (?, ?, ?, ?)
    """)
  private static let insertReceiptLinesSQL = SQLSeries("purchase_receipt.insert_lines") { rows in
    """
    INSERT INTO purchase_receipt_line (receipt_id, line_no, sku_id, qty, rejected_qty, unit_cost) \
    VALUES \(SQLSeries.repeated("(?, ?, ?, ?, ?, ?)", rows))
    """
  }
  private static let insertReturnSQL = SQL(
    "purchase_return.insert",
    """
    INSERT INTO purchase_return (return_no, po_id, warehouse_id, created_by) VALUES (?, ?, ?, ?)
    """)
  private static let insertReturnLinesSQL = SQLSeries("purchase_return.insert_lines") { rows in
    """
    INSERT INTO purchase_return_line (return_id, line_no, sku_id, qty, unit_cost) \
    VALUES \(SQLSeries.repeated("(?, ?, ?, ?, ?)", rows))
    """
  }

  static func insertReceipt(
    _ number: String, _ plan: ReceiptPlan, of order: PurchaseOrder, by userID: Int64,
    on database: DatabaseConnection
  ) throws(DatabaseError) {
    let receiptID = try database.execute(
      insertReceiptSQL,
      [.text(number), .int(order.orderID), .int(order.warehouseID), .int(userID)]
    ).lastInsertID
    for range in insertReceiptLinesSQL.chunks(of: plan.parts.count) {
      let values = plan.parts[range].flatMap { part -> [SQLValue] in
        [
          .int(receiptID), .of(part.lineNumber), .int(part.skuID), .of(part.quantity),
          .of(part.rejected), .of(part.price),
        ]
      }
      _ = try database.execute(insertReceiptLinesSQL[range.count], values)
    }
  }

  static func insertReturn(
    _ number: String, _ plan: ReturnPlan, of order: PurchaseOrder, by userID: Int64,
    on database: DatabaseConnection
  ) throws(DatabaseError) {
    let returnID = try database.execute(
      insertReturnSQL,
      [.text(number), .int(order.orderID), .int(order.warehouseID), .int(userID)]
    ).lastInsertID
    for range in insertReturnLinesSQL.chunks(of: plan.parts.count) {
      let values = plan.parts[range].flatMap { part -> [SQLValue] in
        [
          .int(returnID), .of(part.lineNumber), .int(part.skuID), .of(part.quantity),
          .of(part.price),
        ]
      }
      _ = try database.execute(insertReturnLinesSQL[range.count], values)
    }
  }
}
