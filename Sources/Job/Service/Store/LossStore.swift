import Kernel
import MariaDBClient

/// Material that was lost: rows that are only ever added.
enum LossStore {
  private static let insertSQL = SQL(
    "job_loss.insert",
    """
    INSERT INTO job_loss (loss_no, mo_id, warehouse_id, document_id, occurred_at, sku_id, qty, \
    reason, created_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
    """)

  /// Writes a loss and returns its id.
  static func insert(
    _ request: LossRequest, warehouseID: Int64, documentID: Int64?, occurredAt: Instant?,
    by userID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> Int64 {
    try database.execute(
      insertSQL,
      [
        .text(request.number), .int(request.productionID),
        .int(warehouseID), .of(documentID), .of(occurredAt), .int(request.skuID),
        .of(request.quantity), .text(request.reason), .int(userID),
      ]
    ).lastInsertID
  }
}
