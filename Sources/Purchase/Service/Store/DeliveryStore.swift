/// What came and what went back, a row for each document and each of its lines.
enum DeliveryStore {
  private static let insertReceiptSQL = SQL(
    "purchase_receipt.insert",
    """
    INSERT INTO purchase_receipt (receipt_no, po_id, warehouse_id, document_id, occurred_at, \
    created_by) VALUES (?, ?, ?, ?, ?, ?)
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
    INSERT INTO purchase_return (return_no, po_id, warehouse_id, names_receipts, occurred_at, \
    created_by) VALUES (?, ?, ?, 1, ?, ?)
    """)
  private static let insertReturnLinesSQL = SQLSeries("purchase_return.insert_lines") { rows in
    """
    INSERT INTO purchase_return_line (return_id, line_no, receipt_id, document_id, sku_id, qty, \
    unit_cost) VALUES \(SQLSeries.repeated("(?, ?, ?, ?, ?, ?, ?)", rows))
    """
  }
  private static let returnableSQL = SQL(
    "purchase_receipt.returnable",
    """
    SELECT r.receipt_id, r.receipt_no, r.document_id, t.line_no, t.qty - t.rejected_qty \
    - COALESCE((SELECT SUM(b.qty) FROM purchase_return_line b \
    WHERE b.receipt_id = t.receipt_id AND b.line_no = t.line_no), 0) AS there \
    FROM purchase_receipt r JOIN purchase_receipt_line t ON t.receipt_id = r.receipt_id \
    WHERE r.po_id = ? ORDER BY r.receipt_id DESC, t.line_no
    """)

  /// What the order's receipts brought of its lines and has not gone back, newest first. The caller
  /// holds the order's row, so that it stays true. 1 round trip.
  static func returnable(
    _ orderID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> [ReturnableReceipt] {
    try database.query(returnableSQL, [.int(orderID)]) { row throws(DatabaseError) in
      ReturnableReceipt(
        receiptID: try row.int(), number: try row.text(), documentID: try row.intOrNil(),
        lineNumber: try row.count(), quantity: try row.decimal())
    }
  }

  static func insertReceipt(
    _ number: String, _ plan: ReceiptPlan, of order: PurchaseOrder, documentID: Int64?,
    occurredAt: Instant?, by userID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) {
    let receiptID = try database.execute(
      insertReceiptSQL,
      [
        .text(number), .int(order.id), .int(order.warehouseID), .of(documentID),
        .of(occurredAt), .int(userID),
      ]
    ).lastInsertID
    try database.execute(insertReceiptLinesSQL, for: plan.parts) { part in
      [
        .int(receiptID), .of(part.lineNumber), .int(part.skuID), .of(part.quantity),
        .of(part.rejected), .of(part.price),
      ]
    }
  }

  static func insertReturn(
    _ number: String, _ plan: ReturnPlan, of order: PurchaseOrder,
    documents: [Int64: Int64], occurredAt: Instant?, by userID: Int64,
    on database: DatabaseConnection
  ) throws(DatabaseError) {
    let returnID = try database.execute(
      insertReturnSQL,
      [
        .text(number), .int(order.id), .int(order.warehouseID), .of(occurredAt),
        .int(userID),
      ]
    ).lastInsertID
    try database.execute(insertReturnLinesSQL, for: plan.parts) { part in
      [
        .int(returnID), .of(part.lineNumber), .int(part.receiptID),
        .of(documents[part.receiptID]), .int(part.skuID), .of(part.quantity), .of(part.price),
      ]
    }
  }
}
