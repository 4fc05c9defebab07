import Kernel
import MariaDBClient

/// The only clock that decides what has expired.
enum DatabaseClock {
  private static let nowSQL = SQL("clock.now", "SELECT NOW(6)")

  static func now(on connection: DatabaseConnection) throws -> Instant {
    let now = try connection.first(nowSQL) { (row) throws(DatabaseError) in try row.instant(0) }
    guard let now else { throw StockFault.rowsVanished }
    return now
  }
}
