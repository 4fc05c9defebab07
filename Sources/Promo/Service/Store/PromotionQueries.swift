import Kernel
import MariaDBClient
import PromoDomain
import WebAPI

/// Reads promotions.
enum PromotionQueries {
  private static let columns = """
    p.promo_id, p.name, p.rule, p.scope, p.starts_at, p.ends_at, p.priority, p.stackable, \
    p.exclusive_group, p.usage_limit, p.per_member_limit, p.type
    """
  private static let storedColumns = """
    p.status, p.version, p.created_at, (SELECT COUNT(*) FROM promotion_usage u \
    WHERE u.promo_id = p.promo_id AND u.given_back_at IS NULL)
    """

  private static let enabledSQL = SQL(
    "promo.enabled",
    "SELECT \(columns) FROM promotion p WHERE p.status = 'enabled' ORDER BY p.promo_id")
  private static let oneSQL = SQL(
    "promo.one", "SELECT \(columns), \(storedColumns) FROM promotion p WHERE p.promo_id = ?")
  private static let listSQL = ListSQL(
    "promo.list", select: "\(columns), \(storedColumns)",
    """
    FROM promotion p WHERE (? IS NULL OR (p.starts_at <= ? AND p.ends_at > ?)) \
    AND (? IS NULL OR p.type = ?) AND (? IS NULL OR p.status = ?)
    """,
    orders: [
      "-created_at": "p.promo_id DESC", "created_at": "p.promo_id",
      "-priority": "p.priority DESC, p.promo_id DESC", "priority": "p.priority, p.promo_id",
    ])

  /// Every enabled promotion, by id.
  static func enabled(on database: DatabaseConnection) throws(DatabaseError) -> [Promotion] {
    try database.query(enabledSQL, [], promotion)
  }

  static func find(
    _ id: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> PromotionDocument? {
    try database.first(oneSQL, [.int(id)], document)
  }

  static func list(_ call: Call, _ filter: PromotionFilter) throws -> Page<PromotionDocument> {
    let at = SQLValue.of(filter.at)
    return try listSQL.page(
      filter.listing, [at, at, at] + .filters(filter.type?.rawValue, filter.status?.rawValue),
      on: call.database, document)
  }

  private static func promotion(_ row: borrowing Row) throws(DatabaseError) -> Promotion {
    guard let type = PromotionType(rawValue: try row.text(11)),
      let rule = PromotionRule(type, stored: try row.bytes(2)),
      let scope = PromotionScope(stored: try row.bytes(3))
    else {
      throw .unreadable("promo.read", "rule or scope of promotion \(try row.int(0))")
    }
    return Promotion(
      id: try row.int(0), name: try row.text(1), rule: rule, scope: scope,
      startsAt: try row.instant(4), endsAt: try row.instant(5), priority: try row.int(6),
      isStackable: try row.bool(7), exclusiveGroup: try row.textOrNil(8),
      usageLimit: try row.intOrNil(9), perMemberLimit: try row.intOrNil(10))
  }

  private static func document(_ row: borrowing Row) throws(DatabaseError) -> PromotionDocument {
    PromotionDocument(
      promotion: try promotion(row),
      status: try row.text(12) == PromotionStatus.enabled.rawValue ? .enabled : .disabled,
      version: try row.int(13), createdAt: try row.instant(14), used: try row.int(15))
  }
}
