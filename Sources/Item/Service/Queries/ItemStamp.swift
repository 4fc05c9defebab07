import Kernel
import MariaDBClient

/// What every write of an item moves, and how long its prices last: while both hold, nothing that
/// was read of the item has changed.
struct ItemStamp: Equatable, Sendable {
  let itemID: Int64
  let version: Int64
  let updatedAt: Instant
  /// When a price ends or begins by itself; nil for never.
  let freshUntil: Instant?

  private static let sql = SQL(
    "item.stamp", "SELECT version, updated_at, NOW(6) FROM item WHERE item_id = ?")

  /// Whether the item is still as it was; one round trip, to one row by its key.
  func holds(on database: DatabaseConnection) throws(DatabaseError) -> Bool {
    try database.first(Self.sql, [.int(itemID)]) { row throws(DatabaseError) in
      guard try row.int() == version, try row.instant() == updatedAt else { return false }
      let now = try row.instant()
      return freshUntil.map { now < $0 } ?? true
    } ?? false
  }
}

/// Something that was read of an item, and the stamp that it was read with.
struct Stamped<Value: Sendable>: Sendable {
  let value: Value
  let stamp: ItemStamp

  init(_ value: Value, _ stamp: ItemStamp) {
    self.value = value
    self.stamp = stamp
  }
}
