/// The table `pos_device`.
enum DeviceStore {
  private static let columns = """
    device_id, store_id, next_seq, attempts, next_at, synced_at, registered_at, NOW(6)
    """
  private static let readSQL = SQL(
    "pos_device.read", "SELECT \(columns) FROM pos_device WHERE device_id = ?")
  private static let forUpdateSQL = SQL("pos_device.lock", readSQL.text + " FOR UPDATE")
  private static let insertSQL = SQL(
    "pos_device.insert",
    "INSERT INTO pos_device (device_id, store_id, registered_by) VALUES (?, ?, ?)")
  private static let receivedSQL = SQL(
    "pos_device.received",
    """
    UPDATE pos_device SET synced_at = NOW(6), \
    next_at = COALESCE(next_at, NOW(6) + INTERVAL ? SECOND) WHERE device_id = ?
    """)
  private static let advanceSQL = SQL(
    "pos_device.advance",
    """
    UPDATE pos_device SET next_seq = ?, attempts = 0, fault = NULL, \
    next_at = IF(?, NOW(6) + INTERVAL ? SECOND, NULL) WHERE device_id = ?
    """)
  private static let holdSQL = SQL(
    "pos_device.hold",
    """
    UPDATE pos_device SET attempts = ?, fault = ?, next_at = NOW(6) + INTERVAL ? MICROSECOND \
    WHERE device_id = ?
    """)
  private static let handOverSQL = SQL(
    "pos_device.hand_over", "UPDATE pos_device SET next_at = NOW(6) WHERE device_id = ?")
  private static let dueSQL = SQL(
    "pos_device.due",
    """
    SELECT device_id, next_at FROM pos_device WHERE next_at <= NOW(6) \
    AND (next_at > ? OR (next_at = ? AND device_id > ?)) ORDER BY next_at, device_id LIMIT ?
    """)

  /// When the worker takes over what a process left unfinished: longer than any call takes, so that
  /// the two do not work for one lock.
  private static let takeoverSeconds: Int64 = 30

  static func read(
    _ deviceID: String, on database: DatabaseConnection
  ) throws(DatabaseError) -> Device? {
    try database.first(readSQL, [.text(deviceID)], device)
  }

  /// The device with its row locked: one after the other, whoever works on it.
  static func forUpdate(
    _ deviceID: String, on database: DatabaseConnection
  ) throws(DatabaseError) -> Device? {
    try database.first(forUpdateSQL, [.text(deviceID)], device)
  }

  static func insert(
    _ deviceID: String, storeID: Int64, by userID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) {
    try database.execute(insertSQL, [.text(deviceID), .int(storeID), .int(userID)])
  }

  /// Notes that sales were stored: should nobody apply them, the worker will.
  static func noteReceived(
    _ deviceID: String, on database: DatabaseConnection
  ) throws(DatabaseError) {
    try database.execute(receivedSQL, [.int(takeoverSeconds), .text(deviceID)])
  }

  /// Moves the device on; the caller holds its row.
  static func advance(
    _ deviceID: String, to nextSequence: Int64, hasMore: Bool, on database: DatabaseConnection
  ) throws(DatabaseError) {
    try database.execute(
      advanceSQL, [.int(nextSequence), .of(hasMore), .int(takeoverSeconds), .text(deviceID)])
  }

  /// Leaves the device alone for a while; the caller holds its row.
  static func hold(
    _ deviceID: String, attempts: Int64, fault: String, microseconds: Int64,
    on database: DatabaseConnection
  ) throws(DatabaseError) {
    try database.execute(
      holdSQL,
      [
        .int(attempts), .text(String(fault.unicodeScalars.prefix(200))), .int(microseconds),
        .text(deviceID),
      ])
  }

  /// Lets the worker go on at once.
  static func handOver(
    _ deviceID: String, on database: DatabaseConnection
  ) throws(DatabaseError) {
    try database.execute(handOverSQL, [.text(deviceID)])
  }

  /// A device that is to be looked after now, and since when.
  struct Due {
    var deviceID = ""
    var since = Instant(microseconds: 0)
  }

  /// Devices that are to be looked after now, by the database's clock, the longest waiting first.
  static func due(
    after last: Due, limit: Int, on database: DatabaseConnection
  ) throws(DatabaseError) -> [Due] {
    try database.query(
      dueSQL, [.instant(last.since), .instant(last.since), .text(last.deviceID), .of(limit)]
    ) { row throws(DatabaseError) in
      Due(deviceID: try row.text(), since: try row.instant())
    }
  }

  private static func device(_ row: borrowing Row) throws(DatabaseError) -> Device {
    Device(
      id: try row.text(), storeID: try row.int(), nextSequence: try row.int(),
      attempts: try row.int(), nextAttemptAt: try row.instantOrNil(),
      syncedAt: try row.instantOrNil(), registeredAt: try row.instant(),
      readAt: try row.instant())
  }
}
