/// The table `cost_waiting`: moves that cannot be valued yet. The SKU's row is locked by now.
enum WaitingStore {
  /// How many are looked at in one transaction; what is left is the job's.
  static let loadMax = 500

  private static let columns = """
    sku_id, seq, move_id, warehouse_id, quantity, unit_cost, ref_type, ref_no, document_id, \
    origin_type, origin_no, origin_id, occurred_at
    """
  private static let insertSQL = SQLSeries("cost_waiting.insert") { count in
    """
    INSERT IGNORE INTO cost_waiting (\(columns)) \
    VALUES \(SQLSeries.repeated("(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", count))
    """
  }
  private static let readSQL = SQL(
    "cost_waiting.read",
    """
    SELECT \(columns) FROM cost_waiting WHERE sku_id = ? AND seq > ? ORDER BY seq LIMIT ?
    """)
  private static let deleteSQL = SQL(
    "cost_waiting.delete", "DELETE FROM cost_waiting WHERE sku_id = ? AND seq <= ?")
  /// SKUs whose next move is here, unless it is made goods whose sheet is not settled.
  private static let readySQL = SQL(
    "cost_waiting.ready",
    """
    SELECT w.sku_id FROM cost_waiting w JOIN cost_sku s ON s.sku_id = w.sku_id \
    LEFT JOIN cost_sheet c ON c.mo_no = w.ref_no \
    WHERE w.sku_id > ? AND w.seq = s.last_seq + 1 AND (c.status = 'settled' OR NOT (w.quantity > 0 \
    AND w.unit_cost IS NULL AND w.ref_type = 'production' AND w.origin_type = 'production' \
    AND w.origin_no = w.ref_no)) ORDER BY w.sku_id LIMIT ?
    """)

  static func insert(
    _ moves: [CostMove], on database: DatabaseConnection
  ) throws(DatabaseError) {
    try database.execute(insertSQL, for: moves) { move in
      [
        .int(move.skuID), .int(move.sequence), .int(move.moveID), .int(move.warehouseID),
        .of(move.quantity), .of(move.unitCost), .text(move.document.type),
        .text(move.document.number), .of(move.document.id), .of(move.origin?.type),
        .of(move.origin?.number), .of(move.origin?.id), .of(move.occurredAt),
      ]
    }
  }

  static func read(
    _ skuID: Int64, after sequence: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> [CostMove] {
    try database.query(readSQL, [.int(skuID), .int(sequence), .of(loadMax)]) {
      row throws(DatabaseError) in
      CostMove(
        skuID: try row.int(), sequence: try row.int(), moveID: try row.int(),
        warehouseID: try row.int(), quantity: try row.decimal(), unitCost: try row.decimalOrNil(),
        document: try row.document(), origin: try row.documentOrNil(),
        occurredAt: try row.instantOrNil())
    }
  }

  /// Forgets what is valued by now.
  static func delete(
    _ skuID: Int64, upTo sequence: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) {
    try database.execute(deleteSQL, [.int(skuID), .int(sequence)])
  }

  /// SKUs whose waiting moves could go on.
  static func ready(
    after skuID: Int64, limit: Int, on database: DatabaseConnection
  ) throws(DatabaseError) -> [Int64] {
    try database.query(readySQL, [.int(skuID), .of(limit)]) { row throws(DatabaseError) in
      try row.int()
    }
  }
}
