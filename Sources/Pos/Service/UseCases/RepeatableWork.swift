import MariaDBClient

/// Transactions that find what they did before, and so may be run again when nobody knows whether
/// their commit happened.
enum RepeatableWork {
  static func transaction<Value>(
    on database: DatabaseConnection, _ body: () throws -> Value
  ) throws -> Value {
    do {
      return try Retry.transaction(on: database, body)
    } catch let error as DatabaseError where error.kind == .commitUnknown {
      return try Retry.transaction(on: database, body)
    }
  }
}
