/// The table `pos_receipt`. Whoever writes holds the device's row.
enum SyncedSaleStore {
  static let columns = """
    seq, status, client_id, client_key IS NOT NULL, content_hash, order_no, error, reason, reopened
    """
  private static let bySequenceSQL = SQLList("pos_receipt.by_seq", maximum: 100) { count in
    """
    SELECT \(columns) FROM pos_receipt \
    WHERE device_id = ? AND seq IN (\(SQLSeries.repeated("?", count)))
    """
  }
  private static let byClientSQL = SQLList("pos_receipt.by_client", maximum: 100) { count in
    """
    SELECT \(columns) FROM pos_receipt \
    WHERE device_id = ? AND client_key IN (\(SQLSeries.repeated("?", count)))
    """
  }
  private static let insertSQL = SQLSeries("pos_receipt.insert", maximum: 50) { count in
    let row = "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, IF(?, NULL, NOW(6)))"
    return """
      INSERT INTO pos_receipt (device_id, seq, status, client_id, client_key, content_hash, \
      payload, error, user_id, request_id, settled_at) \
      VALUES \(SQLSeries.repeated(row, count))
      """
  }
  private static let queueSQL = SQL(
    "pos_receipt.queue",
    """
    SELECT \(QueuedSale.columns) FROM pos_receipt WHERE device_id = ? AND seq >= ? \
    ORDER BY seq LIMIT ?
    """)
  private static let oneSQL = SQL(
    "pos_receipt.one",
    "SELECT \(QueuedSale.columns) FROM pos_receipt WHERE device_id = ? AND seq = ?")
  private static let appliedSQL = SQLSeries("pos_receipt.applied", maximum: 50) { count in
    let cases = String(repeating: "WHEN ? THEN ? ", count: count)
    return """
      UPDATE pos_receipt SET order_id = CASE seq \(cases)END, order_no = CASE seq \(cases)END, \
      status = 'applied', payload = NULL, error = NULL, reason = NULL, settled_at = NOW(6) \
      WHERE device_id = ? AND seq IN (\(SQLSeries.repeated("?", count)))
      """
  }
  private static let replaceSkipSQL = SQL(
    "pos_receipt.replace_skip",
    """
    UPDATE pos_receipt SET status = ?, client_id = ?, client_key = ?, content_hash = ?, \
    payload = ?, error = ?, reason = NULL, reopened = 0, user_id = ?, request_id = ? \
    WHERE device_id = ? AND seq = ? AND status = 'skipped'
    """)
  private static let waitSQL = SQL(
    "pos_receipt.wait",
    """
    UPDATE pos_receipt SET status = 'waiting', error = NULL, reason = NULL, settled_at = NULL \
    WHERE device_id = ? AND seq = ? AND payload IS NOT NULL
    """)
  private static let reopenSQL = SQL(
    "pos_receipt.reopen",
    "UPDATE pos_receipt SET reopened = 1 WHERE device_id = ? AND seq = ? AND status = 'skipped'")
  private static let failSQL = SQL(
    "pos_receipt.fail",
    """
    UPDATE pos_receipt SET status = 'failed', error = ?, reason = ?, settled_at = NOW(6) \
    WHERE device_id = ? AND seq = ?
    """)
  private static let skipSQL = SQL(
    "pos_receipt.skip",
    """
    INSERT INTO pos_receipt (device_id, seq, status, reason, user_id, request_id, settled_at) \
    VALUES (?, ?, 'skipped', ?, ?, ?, NOW(6)) \
    ON DUPLICATE KEY UPDATE status = 'skipped', reason = VALUES(reason), reopened = 0, \
    settled_at = NOW(6)
    """)

  /// Sales by their numbers; 1 round trip for up to 100.
  static func sales(
    _ sequences: [Int64], of deviceID: String, on database: DatabaseConnection
  ) throws(DatabaseError) -> [Int64: SyncedSale] {
    let sales = try database.query(bySequenceSQL, [.text(deviceID)], in: sequences, sale)
    return Dictionary(sales.map { ($0.sequence, $0) }) { $1 }
  }

  /// The sales that own these clients' numbers; 1 round trip for up to 100.
  static func owners(
    of clientIDs: [String], of deviceID: String, on database: DatabaseConnection
  ) throws(DatabaseError) -> [ByteText: SyncedSale] {
    let names = Set(clientIDs.map(ByteText.init)).sorted()
    let sales = try database.query(byClientSQL, [.text(deviceID)], in: names.map(\.text), sale)
    return Dictionary(
      sales.compactMap { sale in sale.clientID.map { (ByteText($0), sale) } }
    ) { $1 }
  }

  /// An entry that is new under its number.
  struct NewSyncedSale {
    let sequence: Int64
    let clientID: String
    let status: SyncedSaleStatus
    let contentHash: [UInt8]
    let payload: [UInt8]
    let ownsClientID: Bool
    let fault: SyncFault?
  }

  /// Stores sales; 1 round trip for up to 50.
  static func insert(
    _ sales: [NewSyncedSale], of deviceID: String, by userID: Int64, requestID: String,
    on database: DatabaseConnection
  ) throws(DatabaseError) {
    try database.execute(insertSQL, for: sales) { sale in
      [
        .text(deviceID), .int(sale.sequence), .text(sale.status.rawValue), .text(sale.clientID),
        sale.ownsClientID ? .text(sale.clientID) : .null, .bytes(sale.contentHash),
        .bytes(sale.payload), .of(sale.fault?.rawValue), .int(userID), .text(requestID),
        .of(!sale.status.isSettled),
      ]
    }
  }

  /// Puts an entry into the place of a skip that was taken back. 1 round trip.
  static func replaceSkip(
    _ sale: NewSyncedSale, of deviceID: String, by userID: Int64, requestID: String,
    on database: DatabaseConnection
  ) throws(DatabaseError) {
    try database.execute(
      replaceSkipSQL,
      [
        .text(sale.status.rawValue), .text(sale.clientID), .text(sale.clientID),
        .bytes(sale.contentHash), .bytes(sale.payload), .of(sale.fault?.rawValue),
        .int(userID), .text(requestID), .text(deviceID), .int(sale.sequence),
      ])
  }

  /// Lets a stored entry wait for its turn again.
  static func wait(
    _ sequence: Int64, of deviceID: String, on database: DatabaseConnection
  ) throws(DatabaseError) {
    try database.execute(waitSQL, [.text(deviceID), .int(sequence)])
  }

  /// Takes the skip of a number back that nothing came under; it counts as skipped until then.
  static func reopen(
    _ sequence: Int64, of deviceID: String, on database: DatabaseConnection
  ) throws(DatabaseError) {
    try database.execute(reopenSQL, [.text(deviceID), .int(sequence)])
  }

  /// The first sales from a number on, settled or not.
  static func queue(
    of deviceID: String, from sequence: Int64, limit: Int, on database: DatabaseConnection
  ) throws(DatabaseError) -> [QueuedSale] {
    try database.query(
      queueSQL, [.text(deviceID), .int(sequence), .int(Int64(limit))], QueuedSale.init)
  }

  static func queued(
    _ sequence: Int64, of deviceID: String, on database: DatabaseConnection
  ) throws(DatabaseError) -> QueuedSale? {
    try database.first(oneSQL, [.text(deviceID), .int(sequence)], QueuedSale.init)
  }

  /// Notes the orders of sales; 1 round trip for up to 50.
  static func markApplied(
    _ orders: [(sequence: Int64, orderID: Int64, orderNumber: String)], of deviceID: String,
    on database: DatabaseConnection
  ) throws(DatabaseError) {
    for range in appliedSQL.chunks(of: orders.count) {
      var values: [SQLValue] = []
      for order in orders[range] { values += [.int(order.sequence), .int(order.orderID)] }
      for order in orders[range] { values += [.int(order.sequence), .text(order.orderNumber)] }
      values.append(.text(deviceID))
      for order in orders[range] { values.append(.int(order.sequence)) }
      let changed = try database.execute(appliedSQL[range.count], values).affectedRows
      // The device's row is held: nobody can have taken them away.
      guard changed == range.count else { throw .undone(statement: "pos_receipt.applied") }
    }
  }

  /// Parks a sale that cannot pass.
  static func markFailed(
    _ sequence: Int64, of deviceID: String, _ fault: ParkedFault, on database: DatabaseConnection
  ) throws(DatabaseError) {
    try database.execute(
      failSQL,
      [.text(fault.name), .of(fault.storedDetail), .text(deviceID), .int(sequence)])
  }

  /// Skips a number, whether its sale has come or not.
  static func skip(
    _ sequence: Int64, of deviceID: String, reason: String, by userID: Int64, requestID: String,
    on database: DatabaseConnection
  ) throws(DatabaseError) {
    try database.execute(
      skipSQL,
      [
        .text(deviceID), .int(sequence), .text(reason), .int(userID), .text(requestID),
      ])
  }

  /// Reads the columns `columns`.
  static func sale(_ row: borrowing Row) throws(DatabaseError) -> SyncedSale {
    SyncedSale(
      sequence: try row.int(), status: try row.choice(), clientID: try row.textOrNil(),
      ownsClientID: try row.bool(), contentHash: try row.bytesOrNil(),
      orderNumber: try row.textOrNil(), error: try row.textOrNil(), reason: try row.textOrNil(),
      isReopened: try row.bool())
  }
}
