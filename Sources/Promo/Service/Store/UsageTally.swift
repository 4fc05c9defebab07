import MariaDBClient
import PromoDomain

/// How many orders have a promotion, for people to read.
///
/// One with a limit of all orders has a counter. The others have none, so that no till waits for
/// it: their records are counted, and no more of them than a reader will wait for.
enum UsageTally {
  /// Where counting stops.
  static let most = 10_000

  private static let countSQL = SQLSeries("promo.tally") { count in
    Array(
      repeating: """
        SELECT MAX(promo_id), COUNT(*) FROM (SELECT promo_id FROM promotion_usage \
        WHERE promo_id = ? AND given_back_at IS NULL LIMIT \(most)) AS uses
        """, count: count
    ).joined(separator: " UNION ALL ")
  }

  /// The same promotions with the records of those counted that have no counter.
  static func filled(
    _ promotions: [PromotionAnswer], on database: DatabaseConnection
  ) throws(DatabaseError) -> [PromotionAnswer] {
    let places = promotions.indices.filter { promotions[$0].promotion.usageLimit == nil }
    var counts: [Int64: Int64] = [:]
    for range in countSQL.chunks(of: places.count) {
      let ids = places[range].map { SQLValue.int(promotions[$0].promotion.id) }
      let rows = try database.query(countSQL[range.count], ids) { row throws(DatabaseError) in
        (id: try row.intOrNil(), count: try row.int())
      }
      // Without a record there is no id either.
      for row in rows { if let id = row.id { counts[id] = row.count } }
    }
    var filled = promotions
    for place in places { filled[place].used = counts[filled[place].promotion.id] ?? 0 }
    return filled
  }
}
