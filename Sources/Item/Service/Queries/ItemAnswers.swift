import Synchronization

/// Answers about single items, kept as long as their item stays as it is.
///
/// Tills ask for the same goods all day. Each time one row's stamp is compared; only when it has
/// moved are three tables joined and the JSON made anew. So an answer is never older than the
/// database, whoever wrote there. Bounded, and split so that threads seldom wait. Any thread.
final class ItemAnswers: Sendable {
  /// What was asked for.
  enum Key: Hashable, Sendable {
    case item(Int64)
    case sku(Int64)
    case barcode(String)
  }

  fileprivate struct Entry: Sendable {
    let stamp: ItemStamp
    let json: [UInt8]
  }

  fileprivate struct Shelf: Sendable {
    var entries: [Key: Entry] = [:]
    var bytes = 0
  }

  private final class Shard: Sendable {
    let shelf = Mutex(Shelf())
  }

  /// An entry's own memory besides its JSON, in bytes, roughly.
  fileprivate static let overhead = 256

  private let shards: [Shard]
  private let shardBytes: Int

  /// - Parameter bytes: kept at most; some 700 are one answer
  init(bytes: Int = 16 << 20, shards count: Int = 16) {
    shards = (0..<count).map { _ in Shard() }
    shardBytes = bytes / count
  }

  /// The answer as it is now; nil when `read` finds nothing.
  func answer<Data: ObjectAnswer>(
    _ key: Key, on database: DatabaseConnection, _ read: () throws -> Stamped<Data>?
  ) throws -> Recorded<Data>? {
    let shard = shards[Int(UInt(bitPattern: key.hashValue) % UInt(shards.count))]
    if let entry = shard.shelf.withLock({ $0.entries[key] }),
      try entry.stamp.holds(on: database)
    {
      return Recorded(entry.json)
    }
    guard let fresh = try read() else {
      shard.shelf.withLock { $0.remove(key) }
      return nil
    }
    let answer = Recorded(fresh.value)
    let entry = Entry(stamp: fresh.stamp, json: answer.json)
    shard.shelf.withLock { $0.put(entry, key, limit: shardBytes) }
    return answer
  }
}

extension ItemAnswers.Shelf {
  fileprivate mutating func put(_ entry: ItemAnswers.Entry, _ key: ItemAnswers.Key, limit: Int) {
    remove(key)
    let size = entry.json.count + ItemAnswers.overhead
    if size > limit { return }
    if bytes + size > limit { makeRoom() }
    entries[key] = entry
    bytes += size
  }

  fileprivate mutating func remove(_ key: ItemAnswers.Key) {
    guard let old = entries.removeValue(forKey: key) else { return }
    bytes -= old.json.count + ItemAnswers.overhead
  }

  /// Half of all go, whichever: they are read again when they are wanted.
  private mutating func makeRoom() {
    for key in Array(entries.keys.prefix(entries.count / 2 + 1)) { remove(key) }
  }
}

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
