/// The tables `stock_move` and `stock_sku`: the ledger and its numbers.
enum MoveStore {
  /// A move before it has its document, its number and its id.
  struct Draft {
    let line: StockLine
    /// Negative for goods that leave.
    let quantity: Quantity
    /// The stock row after the move.
    let balance: StockBalance
  }

  private static let drawSQL = SQLSeries("stock_sku.draw") { count in
    """
    INSERT INTO stock_sku (sku_id, last_seq) VALUES \(SQLSeries.repeated("(?, ?)", count)) \
    ON DUPLICATE KEY UPDATE last_seq = last_seq + VALUES(last_seq)
    """
  }

  private static let drawnSQL = SQLList("stock_sku.drawn") { count in
    """
    SELECT sku_id, last_seq FROM stock_sku \
    WHERE sku_id IN (\(SQLSeries.repeated("?", count)))
    """
  }

  private static let insertSQL = SQLSeries("stock_move.insert") { count in
    """
    INSERT INTO stock_move (sku_id, seq, warehouse_id, quantity, on_hand, locked, unit_cost, \
    batch_no, ref_type, ref_no, user_id, request_id, origin_type, origin_no, document_id, \
    occurred_at) \
    VALUES \(SQLSeries.repeated("(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", count))
    """
  }

  private static let idsSQL = SQLList("stock_move.ids") { count in
    let others = String(repeating: " OR (sku_id = ? AND seq = ?)", count: count - 1)
    return """
      SELECT sku_id, seq, move_id FROM stock_move FORCE INDEX (stock_move_seq) \
      WHERE (sku_id = ? AND seq = ?)\(others)
      """
  }

  /// Writes the documents' moves in their order, each with the next number of its SKU. 3 round
  /// trips, 4 for several moves. The stock rows are locked by now.
  static func append(
    _ documents: [(document: PostedDocument, drafts: ArraySlice<Draft>)],
    on database: DatabaseConnection
  ) throws -> [StockMove] {
    let drafts = documents.flatMap { document, drafts in drafts.map { (document, $0) } }
    if drafts.isEmpty { return [] }
    var next = try drawNumbers(for: drafts.map(\.1), on: database)
    var moves: [StockMove] = []
    moves.reserveCapacity(drafts.count)
    for range in insertSQL.chunks(of: drafts.count) {
      var values: [SQLValue] = []
      values.reserveCapacity(range.count * 16)
      var keys: [MoveKey] = []
      for (document, draft) in drafts[range] {
        let key = MoveKey(skuID: draft.line.skuID, sequence: next[draft.line.skuID, default: 1])
        next[key.skuID] = key.sequence.next
        keys.append(key)
        values += Self.values(of: draft, key, document)
      }
      let first = try database.execute(insertSQL[range.count], values).lastInsertID
      let ids = try moveIDs(first, keys, on: database)
      for ((document, draft), key) in zip(drafts[range], keys) {
        guard let id = ids[key] else { throw StockInvariantError.rowsVanished }
        moves.append(
          StockMove(
            moveID: id, documentID: document.documentID, key: draft.balance.key,
            quantity: draft.quantity, level: draft.balance.level, sequence: key.sequence,
            unitCost: draft.line.unitCost, batchNumber: draft.line.batchNumber))
      }
    }
    return moves
  }

  private static func values(
    of draft: Draft, _ key: MoveKey, _ document: PostedDocument
  ) -> [SQLValue] {
    let reference = document.reference
    return [
      .int(key.skuID), .int(key.sequence), .int(draft.balance.warehouseID), .of(draft.quantity),
      .of(draft.balance.level.onHand), .of(draft.balance.level.locked), .of(draft.line.unitCost),
      .of(draft.line.batchNumber), .text(reference.type.rawValue), .text(reference.number),
      .int(reference.userID), .text(reference.requestID),
      .of(reference.origin?.type.rawValue), .of(reference.origin?.number),
      .int(document.documentID), .of(document.occurredAt),
    ]
  }

  /// Draws the numbers, in ascending order of SKU; returns the first of each.
  private static func drawNumbers(
    for drafts: [Draft], on database: DatabaseConnection
  ) throws(DatabaseError) -> [Int64: Int64] {
    var counts: [Int64: Int] = [:]
    for draft in drafts { counts[draft.line.skuID, default: 0] += 1 }
    let skuIDs = counts.keys.sorted()
    try database.execute(drawSQL, for: skuIDs) { [.int($0), .of(counts[$0, default: 0])] }
    // The rows are this transaction's own by now, so that a plain read sees their last state.
    return try database.dictionary(drawnSQL, in: skuIDs) { row throws(DatabaseError) in
      let (skuID, last) = (try row.int(), try row.int())
      return (skuID, last.subtracting(capped: Int64(counts[skuID, default: 0])).next)
    }
  }

  /// The ids of the rows just written, which only the server knows when there are several: a
  /// cluster's members leave gaps for each other.
  private static func moveIDs(
    _ first: Int64, _ keys: [MoveKey], on database: DatabaseConnection
  ) throws(DatabaseError) -> [MoveKey: Int64] {
    if keys.count == 1 { return [keys[0]: first] }
    let rows = try database.query(
      idsSQL[keys.count], keys.flatMap { [SQLValue.int($0.skuID), .int($0.sequence)] }
    ) { row throws(DatabaseError) in
      (MoveKey(skuID: try row.int(), sequence: try row.int()), try row.int())
    }
    return Dictionary(rows, uniquingKeysWith: { first, _ in first })
  }
}

/// The number of a move.
private struct MoveKey: Hashable {
  let skuID: Int64
  let sequence: Int64
}
