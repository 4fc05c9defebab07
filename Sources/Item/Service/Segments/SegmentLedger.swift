import RedisClient
import Telemetry

/// Takes segments of SKU ids: Redis proposes the next one, MariaDB decides.
///
/// Redis counts up (INCRBY), so that many processes rarely propose the same. A proposal counts
/// only once it has moved `id_segment.high_water` from below its first id to its last, in one
/// conditional UPDATE. So whatever Redis forgets or repeats, no id is given out twice: the update
/// of a repeated proposal changes nothing. Ids of refused proposals are lost, which does no harm.
struct SegmentLedger: Sendable {
  let database: DatabaseOptions
  let redis: RedisOptions?

  static let name = "sku"
  static let counterKey = "erp:segment:sku"
  private static let proposals = 3

  /// A counter below the mark is behind (emptied, restored); one far above it is not ours.
  private static let script = RedisScript(
    "segment.propose",
    """
    local now = tonumber(redis.call('GET', KEYS[1]))
    local mark = tonumber(ARGV[1])
    if not now or now < mark or now > mark + 100000000 then
      redis.call('SET', KEYS[1], ARGV[1])
    end
    return redis.call('INCRBY', KEYS[1], ARGV[2])
    """)
  private static let read = SQL(
    "segment.read", "SELECT high_water FROM id_segment WHERE name = ?")
  private static let begin = SQL(
    "segment.begin",
    """
    INSERT INTO id_segment (name, high_water) \
    SELECT ?, COALESCE(MAX(sku_id), 0) FROM sku ON DUPLICATE KEY UPDATE high_water = high_water
    """)
  private static let move = SQL(
    "segment.move", "UPDATE id_segment SET high_water = ? WHERE name = ? AND high_water < ?")
  private static let take = SQL(
    "segment.take",
    "UPDATE id_segment SET high_water = LAST_INSERT_ID(high_water + ?) WHERE name = ?")

  private static let refused = Metrics.registry.counter(
    "erp_sku_segments_refused_total", help: "Proposed id segments that MariaDB turned down")

  /// The next segment of `size` ids. Opens connections of its own and closes them again.
  func next(_ size: Int64) throws -> Range<Int64> {
    let database = DatabaseConnection(settings: database)
    defer { database.close() }
    if let redis = redis.map({ RedisConnection(settings: $0) }) {
      defer { redis.close() }
      for _ in 0..<Self.proposals {
        let mark = try mark(on: database)
        guard let last = propose(size, above: mark, redis) else { break }
        guard last <= Identifier.maximum else { throw SegmentFault.usedUp }
        let segment = Self.segment(of: size, through: last)
        let moved = try database.execute(
          Self.move, [.int(last), .text(Self.name), .int(segment.lowerBound)]
        ).affectedRows
        if moved == 1 { return segment }
        Self.refused.increment()
      }
    }
    return try takeDirectly(size, database)
  }

  /// Without Redis, or when others are always faster: the row's lock decides the order.
  private func takeDirectly(_ size: Int64, _ database: DatabaseConnection) throws -> Range<Int64> {
    _ = try mark(on: database)
    let outcome = try database.execute(Self.take, [.int(size), .text(Self.name)])
    let last = outcome.lastInsertID
    guard outcome.affectedRows == 1, last >= size, last <= Identifier.maximum else {
      throw SegmentFault.usedUp
    }
    return Self.segment(of: size, through: last)
  }

  private static func segment(of size: Int64, through last: Int64) -> Range<Int64> {
    last.subtracting(capped: size).next..<last.next
  }

  /// The high-water mark; the row is made at first use, above every SKU that there is.
  private func mark(on database: DatabaseConnection) throws(DatabaseError) -> Int64 {
    if let mark = try readMark(database) { return mark }
    try database.execute(Self.begin, [.text(Self.name)])
    return try readMark(database) ?? 0
  }

  private func readMark(_ database: DatabaseConnection) throws(DatabaseError) -> Int64? {
    try database.first(Self.read, [.text(Self.name)]) { row throws(DatabaseError) in
      try row.int()
    }
  }

  /// The last id of the proposed segment; nil when Redis cannot say.
  private func propose(_ size: Int64, above mark: Int64, _ redis: RedisConnection) -> Int64? {
    do throws(RedisError) {
      return try redis.run(
        Self.script, keys: [Self.counterKey], arguments: [.integer(mark), .integer(size)]
      ).int
    } catch {
      Log.notice("SKU ids come from MariaDB alone", [("error", .string("\(error)"))])
      return nil
    }
  }
}

/// Why there is no id for a new SKU.
enum SegmentFault: Error, Equatable {
  /// MariaDB cannot be asked for a segment.
  case unavailable(String)
  /// 2^53 − 1 ids have been given out.
  case usedUp
}

extension SegmentFault: ProblemConvertible {
  var problem: Problem { Problem(.unavailable, retryAfter: 1) }
}
