/// Writes purchase orders. But for the first write the caller holds the order's row.
enum PurchaseStore {
  private static let insertSQL = SQL(
    "purchase_order.insert",
    """
    INSERT INTO purchase_order (po_no, supplier_id, warehouse_id, org_id, total, tolerance, \
    expected_at, remark, created_by, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """)
  private static let insertLinesSQL = SQLSeries("purchase_order.insert_lines") { rows in
    """
    INSERT INTO purchase_order_line (po_id, line_no, sku_id, name, qty, price, amount) \
    VALUES \(SQLSeries.repeated("(?, ?, ?, ?, ?, ?, ?)", rows))
    """
  }
  private static let decideSQL = SQL(
    "purchase_order.decide",
    """
    UPDATE purchase_order SET status = ?, decided_by = ?, decided_at = ?, decision_remark = ?, \
    version = ? WHERE po_id = ?
    """)
  private static let closeSQL = SQL(
    "purchase_order.close",
    """
    UPDATE purchase_order SET status = 'closed', closed_by = ?, closed_at = ?, close_reason = ?, \
    version = ? WHERE po_id = ?
    """)
  private static let statusSQL = SQL(
    "purchase_order.status",
    "UPDATE purchase_order SET status = ?, version = ? WHERE po_id = ?")
  private static let receiveLineSQL = SQL(
    "purchase_order.receive_line",
    """
    UPDATE purchase_order_line SET received_qty = received_qty + ?, \
    rejected_qty = rejected_qty + ?, is_over = is_over | ? WHERE po_id = ? AND line_no = ?
    """)
  private static let returnLineSQL = SQL(
    "purchase_order.return_line",
    """
    UPDATE purchase_order_line SET returned_qty = returned_qty + ? WHERE po_id = ? AND line_no = ?
    """)

  /// Writes the order and its lines; returns its id.
  static func insert(
    _ order: PurchaseOrder, on database: DatabaseConnection
  ) throws(DatabaseError) -> Int64 {
    let orderID = try database.execute(
      insertSQL,
      [
        .text(order.number), .int(order.supplierID), .int(order.warehouseID),
        .int(order.organisationID), .of(order.total), .of(order.tolerance),
        .of(order.expectedAt), .of(order.remark), .int(order.createdBy),
        .instant(order.createdAt),
      ]
    ).lastInsertID
    try database.execute(insertLinesSQL, for: order.lines) { line in
      [
        .int(orderID), .of(line.lineNumber), .int(line.skuID), .text(line.name),
        .of(line.quantity), .of(line.price), .of(line.amount),
      ]
    }
    return orderID
  }

  /// Writes the order's status and who decided it; nobody for a draft.
  static func decide(
    _ order: PurchaseOrder, on database: DatabaseConnection
  ) throws(DatabaseError) {
    try database.execute(
      decideSQL,
      [
        .text(order.status.rawValue), .of(order.decidedBy), .of(order.decidedAt),
        .of(order.decisionRemark), .int(order.version), .int(order.id),
      ])
  }

  static func close(
    _ order: PurchaseOrder, by userID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) {
    try database.execute(
      closeSQL,
      [
        .int(userID), .of(order.closedAt), .of(order.closeReason), .int(order.version),
        .int(order.id),
      ])
  }

  /// Adds a delivery to the order, which has received it, and to its lines.
  static func receive(
    _ plan: ReceiptPlan, of order: PurchaseOrder, on database: DatabaseConnection
  ) throws(DatabaseError) {
    try updateStatus(order, on: database)
    for part in plan.parts {
      try database.execute(
        receiveLineSQL,
        [
          .of(part.quantity), .of(part.rejected), .of(part.isOver), .int(order.id),
          .of(part.lineNumber),
        ])
    }
  }

  /// Adds a return to the order, which has given the goods back, and to its lines.
  static func giveBack(
    _ plan: ReturnPlan, of order: PurchaseOrder, on database: DatabaseConnection
  ) throws(DatabaseError) {
    try updateStatus(order, on: database)
    for part in plan.parts {
      try database.execute(
        returnLineSQL, [.of(part.quantity), .int(order.id), .of(part.lineNumber)])
    }
  }

  private static func updateStatus(
    _ order: PurchaseOrder, on database: DatabaseConnection
  ) throws(DatabaseError) {
    try database.execute(
      statusSQL, [.text(order.status.rawValue), .int(order.version), .int(order.id)])
  }
}
