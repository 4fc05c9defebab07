/// Writes promotions. Every change ends with `announce`, so that the version's row, which all
/// changes want, is held for no longer than the commit.
enum PromotionStore {
  private static let insertSQL = SQL(
    "promo.insert",
    """
    INSERT INTO promotion (name, type, rule, scope, starts_at, ends_at, priority, stackable, \
    exclusive_group, usage_limit, per_member_limit, status, created_by) \
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'enabled', ?)
    """)
  private static let keepSQL = SQL(
    "promo.keep",
    """
    INSERT INTO promotion_before (promo_id, until_at, status, priority, ends_at) \
    SELECT promo_id, updated_at, ?, priority, ends_at FROM promotion WHERE promo_id = ?
    """)
  private static let switchSQL = SQL(
    "promo.switch",
    """
    UPDATE promotion SET status = ?, version = version + 1, updated_at = NOW(6) \
    WHERE promo_id = ? AND status <> ?
    """)
  private static let moveSQL = SQL(
    "promo.move_version", "UPDATE promotion_version SET version = version + 1 WHERE id = 1")

  /// Stores a new promotion, enabled, and returns its id.
  static func insert(
    _ promotion: Promotion, createdBy userID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> Int64 {
    try database.execute(
      insertSQL,
      [
        .text(promotion.name), .text(promotion.rule.type.rawValue), .bytes(promotion.rule.json),
        .bytes(promotion.scope.json), .instant(promotion.startsAt), .instant(promotion.endsAt),
        .int(promotion.priority), .of(promotion.isStackable), .of(promotion.exclusiveGroup),
        .of(promotion.usageLimit), .of(promotion.perMemberLimit), .int(userID),
      ]
    ).lastInsertID
  }

  /// Enables or disables, and keeps what it was with the moment; true when that changed anything.
  static func turn(
    _ id: Int64, to status: PromotionStatus, on database: DatabaseConnection
  ) throws(DatabaseError) -> Bool {
    let outcome = try database.execute(
      switchSQL, [.text(status.rawValue), .int(id), .text(status.rawValue)])
    guard outcome.affectedRows > 0 else { return false }
    let before: PromotionStatus = status == .enabled ? .disabled : .enabled
    try database.execute(keepSQL, [.text(before.rawValue), .int(id)])
    return true
  }

  /// Lets every process know that a promotion changed: the last statement of its transaction.
  static func announce(on database: DatabaseConnection) throws(DatabaseError) {
    try database.execute(moveSQL)
  }
}
