import Telemetry

/// Reads promotions.
enum PromotionQueries {
  private static let columns = """
    p.promo_id, p.type, p.rule, p.scope, p.name, p.starts_at, p.ends_at, p.priority, \
    p.stackable, p.exclusive_group, p.usage_limit, p.per_member_limit
    """
  private static let storedColumns = """
    p.status, p.version, p.created_at, (SELECT c.used FROM promotion_counter c \
    WHERE c.promo_id = p.promo_id AND c.member_id = 0)
    """

  private static let enabledSQL = SQL(
    "promo.enabled",
    """
    SELECT \(columns) FROM promotion p WHERE p.status = 'enabled' AND p.ends_at > ? \
    ORDER BY p.promo_id
    """)
  private static let aroundSQL = SQL(
    "promo.around",
    """
    SELECT p.promo_id, p.type, p.rule, p.scope, p.name, p.starts_at, \
    COALESCE(b.ends_at, p.ends_at) AS ended, COALESCE(b.priority, p.priority), p.stackable, \
    p.exclusive_group, p.usage_limit, p.per_member_limit \
    FROM promotion p LEFT JOIN promotion_before b ON b.promo_id = p.promo_id \
    AND b.until_at = (SELECT MIN(c.until_at) FROM promotion_before c \
    WHERE c.promo_id = p.promo_id AND c.until_at > ?) \
    WHERE COALESCE(b.status, p.status) = 'enabled' AND p.starts_at <= ? \
    HAVING ended > ? ORDER BY p.promo_id
    """)
  private static let scopeSQL = SQL("promo.scope", "SELECT scope FROM promotion WHERE promo_id = ?")
  private static let oneSQL = SQL(
    "promo.one", "SELECT \(columns), \(storedColumns) FROM promotion p WHERE p.promo_id = ?")
  private static let listSQL = ListSQL(
    "promo.list", select: "\(columns), \(storedColumns)",
    """
    FROM promotion p WHERE (? IS NULL OR (p.starts_at <= ? AND p.ends_at > ?)) \
    AND (? IS NULL OR JSON_LENGTH(p.scope, '$.store_ids') = 0 \
    OR JSON_OVERLAPS(JSON_EXTRACT(p.scope, '$.store_ids'), ?)) \
    AND (? IS NULL OR p.type = ?) AND (? IS NULL OR p.status = ?)
    """,
    orders: [
      "-created_at": "p.promo_id DESC", "created_at": "p.promo_id",
      "-priority": "p.priority DESC, p.promo_id DESC", "priority": "p.priority, p.promo_id",
    ])

  /// The enabled promotions that end after this time, by id.
  static func enabled(
    endingAfter time: Instant, on database: DatabaseConnection
  ) throws(DatabaseError) -> [Promotion] {
    try database.query(enabledSQL, [.instant(time)], readable).compactMap(\.self)
  }

  /// The promotions that were enabled at the moment and hold, by their times of then, somewhere
  /// between the two, by id.
  static func enabled(
    at time: Instant, from start: Instant, to end: Instant, on database: DatabaseConnection
  ) throws(DatabaseError) -> [Promotion] {
    try database.query(
      aroundSQL, [.instant(time), .instant(end), .instant(start)], readable
    ).compactMap(\.self)
  }

  /// Where a promotion holds; nil when there is none. It never changes.
  static func scope(
    of id: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> PromotionScope? {
    let stored = try database.first(scopeSQL, [.int(id)]) { row throws(DatabaseError) in
      try row.bytes()
    }
    return stored.flatMap { PromotionScope(stored: $0) }
  }

  static func find(
    _ id: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> PromotionAnswer? {
    guard let found = try database.first(oneSQL, [.int(id)], answer) else { return nil }
    return try tallied([found], on: database).first
  }

  /// `GET /promo/{id}`; 404 where the promotion does not reach the caller's stores.
  static func one(_ call: Call) throws -> PromotionAnswer {
    guard let found = try find(call.pathID(), on: call.database),
      call.caller.scope.isReached(by: found.promotion.scope)
    else { throw PromoRefusal.notFound }
    return found
  }

  /// `GET /promo/list`
  static func list(_ call: Call, _ filter: PromotionFilter) throws -> Page<PromotionAnswer> {
    let at = SQLValue.of(filter.at)
    let stores = SQLValue.of(call.caller.scope.storesAsJSON)
    let page = try listSQL.page(
      filter.listing,
      [at, at, at, stores, stores] + .filters(filter.type?.rawValue, filter.status?.rawValue),
      on: call.database, answer)
    return Page(try tallied(page.items, on: call.database), of: page.total, filter.listing.page)
  }

  /// The same promotions with the records of those counted that have no counter.
  private static func tallied(
    _ promotions: [PromotionAnswer], on database: DatabaseConnection
  ) throws(DatabaseError) -> [PromotionAnswer] {
    let places = promotions.indices.filter { promotions[$0].promotion.usageLimit == nil }
    let counts = try UsageStore.tally(places.map { promotions[$0].promotion.id }, on: database)
    var tallied = promotions
    for place in places { tallied[place].used = counts[tallied[place].promotion.id] ?? 0 }
    return tallied
  }

  /// Nil for one that was damaged behind the house's back: it must not stop every price, so prices
  /// are made without it, and the log asks for an operator.
  private static func readable(_ row: borrowing Row) throws(DatabaseError) -> Promotion? {
    let id = try row.int()
    do throws(DatabaseError) {
      return try promotion(id, row)
    } catch {
      guard error.kind == .misuse else { throw error }
      Log.error(
        "prices do without a promotion that cannot be read",
        [("promo_id", LogValue(id)), ("error", LogValue("\(error)"))])
      return nil
    }
  }

  private static func promotion(
    _ id: Int64, _ row: borrowing Row
  ) throws(DatabaseError) -> Promotion {
    guard let rule = PromotionRule(try row.choice(), stored: try row.bytes()),
      let scope = PromotionScope(stored: try row.bytes())
    else {
      throw .unreadable("promo.read", "rule or scope of promotion \(id)")
    }
    return Promotion(
      id: id, name: try row.text(), rule: rule, scope: scope, startsAt: try row.instant(),
      endsAt: try row.instant(), priority: try row.int(), isStackable: try row.bool(),
      exclusiveGroup: try row.textOrNil(), usageLimit: try row.intOrNil(),
      perMemberLimit: try row.intOrNil())
  }

  private static func answer(_ row: borrowing Row) throws(DatabaseError) -> PromotionAnswer {
    PromotionAnswer(
      promotion: try promotion(row.int(), row), status: try row.choice(),
      version: try row.int(), createdAt: try row.instant(), used: try row.intOrNil() ?? 0)
  }
}
