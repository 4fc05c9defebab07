import Kernel
import MariaDBClient
import ProductionDomain

/// Material that came back, a row for each document and each of its lines.
enum ReturnStore {
  private static let insertSQL = SQL(
    "production_return.insert",
    """
    INSERT INTO production_return (return_no, mo_id, warehouse_id, document_id, occurred_at, \
    created_by) VALUES (?, ?, ?, ?, ?, ?)
    """)
  private static let insertLinesSQL = SQLSeries("production_return.insert_lines") { rows in
    """
    INSERT INTO production_return_line (return_id, sku_id, qty) \
    VALUES \(SQLSeries.repeated("(?, ?, ?)", rows))
    """
  }

  static func insert(
    _ number: String, _ parts: [SKUQuantity], of order: ProductionOrder,
    documentID: Int64?, occurredAt: Instant?, by userID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) {
    let returnID = try database.execute(
      insertSQL,
      [
        .text(number), .int(order.id), .int(order.warehouseID), .of(documentID),
        .of(occurredAt), .int(userID),
      ]
    ).lastInsertID
    try database.execute(insertLinesSQL, for: parts) { part in
      [.int(returnID), .int(part.skuID), .of(part.quantity)]
    }
  }
}
