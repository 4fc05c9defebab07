import Kernel
import MariaDBClient

/// How many points each member gained and lost by hand on the last day on which that happened. Who
/// writes it holds the member's row.
enum HandStore {
  private static let addSQL = SQL(
    "point_hand.add",
    """
    INSERT INTO point_hand (member_id, day, gained, lost) VALUES (?, ?, ?, ?) \
    ON DUPLICATE KEY UPDATE gained = IF(day = VALUES(day), gained, 0) + VALUES(gained), \
    lost = IF(day = VALUES(day), lost, 0) + VALUES(lost), day = VALUES(day)
    """)
  private static let readSQL = SQL(
    "point_hand.read", "SELECT gained, lost FROM point_hand WHERE member_id = ?")

  /// Counts a change, and says what it makes with the others of the day. 2 round trips.
  static func add(
    _ change: Points, to memberID: Int64, on day: BusinessDay, on database: DatabaseConnection
  ) throws(DatabaseError) -> (gained: Int64, lost: Int64) {
    let (gained, lost) = (max(change, 0), max(-change, 0))
    try database.execute(
      addSQL, [.int(memberID), .text(day.description), .of(gained), .of(lost)])
    return try database.first(readSQL, [.int(memberID)]) { row throws(DatabaseError) in
      (try row.int(), try row.int())
    } ?? (gained.value, lost.value)
  }
}
