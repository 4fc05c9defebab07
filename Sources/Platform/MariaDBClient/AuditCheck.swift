/// One invariant of the contract, checked by a query that selects what breaks it.
package struct AuditCheck: Sendable {
  /// In a few words, such as "moves add up to on hand".
  package let name: String
  /// The invariant's number in the contract.
  package let invariant: Int
  private let sql: SQL
  private let describe: @Sendable (borrowing Row) throws(DatabaseError) -> String

  /// - Parameters:
  ///   - sql: selects the offending rows; its one parameter is the LIMIT
  ///   - describe: a line for people about one such row
  package init(
    name: String, invariant: Int, sql: SQL,
    describe: @escaping @Sendable (borrowing Row) throws(DatabaseError) -> String
  ) {
    self.name = name
    self.invariant = invariant
    self.sql = sql
    self.describe = describe
  }

  /// A line for each offending row, at most `limit`; none is good.
  package func findings(
    limit: Int, on connection: DatabaseConnection
  ) throws(DatabaseError) -> [String] {
    try connection.query(sql, [.int(Int64(limit))], describe)
  }
}
