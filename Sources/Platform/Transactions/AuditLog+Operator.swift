package import MariaDBClient

extension AuditLog {
  /// Something that an operator did at the machine, in a call of no client.
  package struct OperatorDeed: Sendable {
    /// `cli.user.create`
    let action: String
    /// `erp user create`: the command's words, never its values.
    let path: String
    let object: String?
    /// `local:` and the account.
    let remoteAddress: String
    let requestID: String

    package init(
      action: String, path: String, object: String?, remoteAddress: String, requestID: String
    ) {
      self.action = action
      self.path = path
      self.object = object
      self.remoteAddress = remoteAddress
      self.requestID = requestID
    }
  }

  private static let operatorSQL = SQL(
    "api_call.insert_operator",
    """
    INSERT INTO api_call (user_id, action, path, status, remote_address, request_id, object) \
    VALUES (0, ?, ?, 200, ?, ?, ?)
    """)
  /// What a schema of before there were objects takes.
  private static let olderSQL = SQL(
    "api_call.insert_operator_older",
    """
    INSERT INTO api_call (user_id, action, path, status, remote_address, request_id) \
    VALUES (0, ?, ?, 200, ?, ?)
    """)
  private static let unknownColumn: UInt32 = 1054

  /// Writes the row of what an operator did; in the transaction that does it, where there is one. A
  /// backup before an upgrade meets the older schema.
  package static func record(
    _ deed: OperatorDeed, on database: DatabaseConnection
  ) throws(DatabaseError) {
    let values: [SQLValue] = [
      .text(deed.action), .text(deed.path), .text(deed.remoteAddress), .text(deed.requestID),
    ]
    do throws(DatabaseError) {
      try database.execute(operatorSQL, values + [.of(deed.object.map(cut))])
    } catch {
      guard error.code == unknownColumn else { throw error }
      try database.execute(olderSQL, values)
    }
  }
}
