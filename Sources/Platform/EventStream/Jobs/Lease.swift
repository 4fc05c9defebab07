package import MariaDBClient
import Supervision
import Threads

/// The right to do a job that one process at a time should do.
///
/// Only the database's clock counts. A holder that is stopped for longer than the lease and goes
/// on does no harm here: every job under a lease may be done twice, it is only a waste.
package struct Lease: Sendable {
  package let name: String
  /// Names one running thread of one process.
  package let owner: String
  package let seconds: Int

  package init(name: String, owner: String, seconds: Int) {
    self.name = name
    self.owner = owner
    self.seconds = seconds
  }

  private static let create = SQL(
    "lease.create",
    "INSERT IGNORE INTO lease (name, owner, expires_at) VALUES (?, '', '2000-01-01')")

  // An expiry further ahead than any lease lasts was written before the clock was set back.
  private static let take = SQL(
    "lease.take",
    """
    UPDATE lease SET owner = ?, expires_at = NOW(6) + INTERVAL ? SECOND
    WHERE name = ?
      AND (owner = ? OR expires_at < NOW(6) OR expires_at > NOW(6) + INTERVAL 1 MINUTE)
    """)

  private static let giveUp = SQL(
    "lease.give_up", "UPDATE lease SET expires_at = '2000-01-01' WHERE name = ? AND owner = ?")

  /// Whether the row exists is asked once, when a program starts.
  package func prepare(on database: DatabaseConnection) throws(DatabaseError) {
    try database.execute(Self.create, [.text(name)])
  }

  /// Takes or renews the lease; false while another holds it. Inside a transaction the row stays
  /// locked until its end.
  package func take(on database: DatabaseConnection) throws(DatabaseError) -> Bool {
    let outcome = try database.execute(
      Self.take, [.text(owner), .int(Int64(seconds)), .text(name), .text(owner)])
    return outcome.affectedRows == 1
  }

  /// Lets the next one in at once.
  package func giveUp(on database: DatabaseConnection) throws(DatabaseError) {
    try database.execute(Self.giveUp, [.text(name), .text(owner)])
  }

  /// Calls `round` until the signal; waits for stores that are away, and gives the lease up at the
  /// end.
  /// - Parameter round: takes or renews the lease, and works if it is held. Returns how long to
  ///   pause, in milliseconds.
  func repeatRounds(
    until stop: StopSignal, heartbeat: Heartbeat?, on database: DatabaseConnection,
    _ round: () throws -> Int
  ) {
    var outages = OutageReporter(speaker: name)
    var isPrepared = false
    outages.repeatRounds(until: stop, heartbeat: heartbeat) {
      if !isPrepared { try prepare(on: database) }
      isPrepared = true
      return try round()
    }
    try? giveUp(on: database)
  }
}
