import Kernel
package import MariaDBClient
package import WebAPI

/// The table `api_call`: who did what to what, when, from where, in which request, and how it
/// ended. A call that carries an idempotency key also keeps its answer there, for 24 hours.
package enum AuditLog {
  /// How long a key is remembered.
  package static let keyHours = 24

  private static let insertSQL = SQL(
    "api_call.insert",
    """
    INSERT INTO api_call (user_id, action, path, status, remote_address, request_id, idem_key, \
    request_hash, object) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
    """)
  private static let completeSQL = SQL(
    "api_call.complete",
    "UPDATE api_call SET status = ?, response = ?, object = ? WHERE call_id = ?")
  private static let answerSQL = SQL(
    "api_call.answer",
    """
    SELECT request_hash, status, response, called_at FROM api_call \
    WHERE user_id = ? AND idem_key = ?
    """)
  private static let existsSQL = SQL(
    "api_call.exists",
    """
    SELECT call_id FROM api_call WHERE call_id = ? AND request_id = ? AND status <> ? FOR UPDATE
    """)
  private static let voidSQL = SQL(
    "api_call.void",
    """
    INSERT INTO api_call (call_id, user_id, action, path, status, remote_address, request_id) \
    VALUES (?, 0, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE user_id = user_id
    """)
  private static let objectLength = 140
  /// No call that was committed has it: a failed call leaves no row.
  private static let voidStatus: Int64 = 503

  /// Writes the row of a call without a key; returns its id.
  @discardableResult
  package static func record(
    _ call: Call, userID: Int64, status: Int
  ) throws(DatabaseError) -> Int64 {
    try insert(
      call, userID, status, key: .null, hash: .null, object: object(of: call))
  }

  /// Writes the row of a call that claims a key, without a status yet; returns its id.
  static func claim(
    _ call: Call, key: String, requestHash: [UInt8]
  ) throws(DatabaseError) -> Int64 {
    try insert(
      call, call.caller.userID, 0, key: .text(key), hash: .bytes(requestHash), object: .null)
  }

  private static func insert(
    _ call: Call, _ userID: Int64, _ status: Int, key: SQLValue, hash: SQLValue,
    object: SQLValue
  ) throws(DatabaseError) -> Int64 {
    try call.database.execute(
      insertSQL,
      [
        .int(userID), .text(call.action), .text(call.path), .int(Int64(status)),
        .text(call.remoteAddress), .text(call.requestID), key, hash, object,
      ]
    ).lastInsertID
  }

  static func complete(
    _ callID: Int64, _ call: Call, status: Int, response: [UInt8]
  ) throws(DatabaseError) {
    try call.database.execute(
      completeSQL,
      [.int(Int64(status)), .bytes(response), object(of: call), .int(callID)])
  }

  private static func object(of call: Call) -> SQLValue { .of(call.auditObject.map(cut)) }

  /// As much of it as the column takes.
  static func cut(_ object: String) -> String {
    String(object.unicodeScalars.prefix(objectLength))
  }

  struct FirstAnswer {
    let requestHash: [UInt8]
    let status: Int
    /// Of a refusal both languages, English first, a line each.
    let response: [UInt8]
    let calledAt: Instant
  }

  static func firstAnswer(
    userID: Int64, key: String, on database: DatabaseConnection
  ) throws(DatabaseError) -> FirstAnswer? {
    try database.first(answerSQL, [.int(userID), .text(key)]) { row throws(DatabaseError) in
      FirstAnswer(
        requestHash: try row.bytes(), status: try row.count(),
        response: try row.bytes(), calledAt: try row.instant())
    }
  }

  /// Whether the call's transaction was committed, for good. The locking read waits for one that
  /// the server is still finishing.
  ///
  /// A cluster's other node, which may have been asked before, is not waited for: there a row takes
  /// the number, and whatever else would be committed under it is refused by the whole cluster.
  static func isCommitted(_ callID: Int64, _ call: Call) throws(DatabaseError) -> Bool {
    if try exists(callID, call) { return true }
    guard call.database.options.isCluster else { return false }
    try call.database.execute(
      voidSQL,
      [
        .int(callID), .text(call.action), .text(call.path), .int(voidStatus),
        .text(call.remoteAddress), .text(call.requestID),
      ])
    return try exists(callID, call)
  }

  private static func exists(_ callID: Int64, _ call: Call) throws(DatabaseError) -> Bool {
    try call.database.first(
      existsSQL, [.int(callID), .text(call.requestID), .int(voidStatus)]
    ) { row throws(DatabaseError) in
      try row.int()
    } != nil
  }
}
