package import Kernel

extension DatabaseConnection {
  private static let nowSQL = SQL("clock.now", "SELECT NOW(6)")

  /// The database's clock, the only one that decides what has expired. 1 round trip.
  package func now() throws(DatabaseError) -> Instant {
    let now = try first(Self.nowSQL, []) { row throws(DatabaseError) in try row.instant() }
    guard let now else { throw .misuse(Self.nowSQL.name, "gave no row") }
    return now
  }
}
