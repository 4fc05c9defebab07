/// How often promotions are in use: counters for those with a limit, a record for every use.
enum UsageStore {
  /// A counter; member 0 stands for all orders.
  struct Key: Hashable {
    let promotionID: Int64
    let memberID: Int64

    init(_ promotionID: Int64, _ memberID: Int64) {
      self.promotionID = promotionID
      self.memberID = memberID
    }
  }

  /// Where the counting of records stops.
  static let mostCounted = 10_000

  private static let usedSQL = SQLList("promo.used") { count in
    """
    SELECT promo_id, member_id, used FROM promotion_counter \
    WHERE member_id IN (0, ?) AND promo_id IN (\(SQLSeries.repeated("?", count)))
    """
  }
  private static let countSQL = SQLSeries("promo.count") { count in
    """
    INSERT INTO promotion_counter (promo_id, member_id, used, most) \
    VALUES \(SQLSeries.repeated("(?, ?, 1, ?)", count)) \
    ON DUPLICATE KEY UPDATE used = used + 1
    """
  }
  private static let recordSQL = SQLSeries("promo.record") { count in
    """
    INSERT INTO promotion_usage (order_no, promo_id, member_id, discount, gift_value) \
    VALUES \(SQLSeries.repeated("(?, ?, ?, ?, ?)", count))
    """
  }
  private static let tallySQL = SQLSeries("promo.tally") { count in
    Array(
      repeating: """
        SELECT MAX(promo_id), COUNT(*) FROM (SELECT promo_id FROM promotion_usage \
        WHERE promo_id = ? AND given_back_at IS NULL LIMIT \(mostCounted)) AS uses
        """, count: count
    ).joined(separator: " UNION ALL ")
  }
  private static let heldSQL = SQL(
    "promo.held",
    "SELECT promo_id FROM promotion_usage WHERE order_no = ? AND given_back_at IS NULL LIMIT 1")
  private static let uncountSQL = SQL(
    "promo.uncount",
    """
    UPDATE promotion_counter c JOIN promotion_usage u \
    ON u.promo_id = c.promo_id AND (c.member_id = 0 OR c.member_id = u.member_id) \
    SET c.used = c.used - 1 WHERE u.order_no = ? AND u.given_back_at IS NULL
    """)
  private static let giveBackSQL = SQL(
    "promo.give_back",
    """
    UPDATE promotion_usage SET given_back_at = NOW(6) \
    WHERE order_no = ? AND given_back_at IS NULL
    """)

  /// The counters of these promotions, of all orders and of the member's; those that are absent
  /// are 0. One round trip for up to 20 promotions, none for none.
  static func used(
    _ promotionIDs: [Int64], memberID: Int64?, on database: DatabaseConnection
  ) throws(DatabaseError) -> [Key: Int64] {
    try database.dictionary(usedSQL, [.int(memberID ?? 0)], in: promotionIDs) {
      row throws(DatabaseError) in (Key(try row.int(), try row.int()), try row.int())
    }
  }

  /// How many orders have each of these promotions, for people to read; those that are absent: 0.
  ///
  /// A promotion with a limit of all orders has a counter. The others have none, so that no till
  /// waits for it: their records are counted, and no more of them than a reader will wait for.
  static func tally(
    _ promotionIDs: [Int64], on database: DatabaseConnection
  ) throws(DatabaseError) -> [Int64: Int64] {
    var counts: [Int64: Int64] = [:]
    for range in tallySQL.chunks(of: promotionIDs.count) {
      let ids = promotionIDs[range].map { SQLValue.int($0) }
      _ = try database.query(tallySQL[range.count], ids) { row throws(DatabaseError) in
        // Without a record there is no id either.
        if let id = try row.intOrNil() { counts[id] = try row.int() }
      }
    }
    return counts
  }

  /// Counts a use of each promotion with a limit, in ascending order of the counters' keys. Which
  /// of two orders gets the last use is decided by the counter's row; its CHECK refuses the other.
  static func count(
    _ applied: [AppliedPromotion], memberID: Int64?, on database: DatabaseConnection
  ) throws(DatabaseError) {
    var rows: [[SQLValue]] = []
    for promotion in applied.map(\.promotion).sorted(by: { $0.id < $1.id }) {
      if let limit = promotion.usageLimit { rows.append([.int(promotion.id), 0, .int(limit)]) }
      if let limit = promotion.perMemberLimit, let memberID {
        rows.append([.int(promotion.id), .int(memberID), .int(limit)])
      }
    }
    do throws(DatabaseError) {
      try database.execute(countSQL, for: rows) { $0 }
    } catch {
      throw error.kind == .checkViolated ? .undone(statement: error.statement) : error
    }
  }

  /// Writes a record for each promotion of an order.
  static func record(
    _ applied: [AppliedPromotion], order: String, memberID: Int64?,
    on database: DatabaseConnection
  ) throws(DatabaseError) {
    try database.execute(recordSQL, for: applied) { applied in
      [
        .text(order), .int(applied.promotion.id), .of(memberID), .of(applied.discount),
        .of(applied.gift?.value ?? .zero),
      ]
    }
  }

  /// Takes an order's uses back, counters first. One round trip when there is none, else three.
  static func giveBack(
    order: String, on database: DatabaseConnection
  ) throws(DatabaseError) {
    let held = try database.first(heldSQL, [.text(order)]) { row throws(DatabaseError) in
      try row.int()
    }
    guard held != nil else { return }
    try database.execute(uncountSQL, [.text(order)])
    try database.execute(giveBackSQL, [.text(order)])
  }
}
