/// Coupons. Each one's row decides who uses it.
enum CouponStore {
  static let columns = """
    c.coupon_id, c.template_id, c.member_id, t.name, t.amount, t.rate, t.threshold, t.store_ids, \
    IF(c.status = 'issued' AND c.valid_to <= NOW(6), 'expired', c.status), c.valid_from, \
    c.valid_to, c.order_no, c.claimed_at, c.used_at
    """
  private static let readSQL = SQL(
    "coupon.read",
    """
    SELECT \(columns) FROM coupon c JOIN coupon_template t ON t.template_id = c.template_id \
    WHERE c.coupon_id = ?
    """)
  private static let forUpdateSQL = SQL(
    "coupon.lock_row", "SELECT NOW(6) FROM coupon WHERE coupon_id = ? FOR UPDATE")
  private static let countSQL = SQL(
    "coupon.count_of_member",
    "SELECT COUNT(*) FROM coupon WHERE member_id = ? AND template_id = ?")
  private static let insertSQL = SQL(
    "coupon.insert",
    """
    INSERT INTO coupon (template_id, member_id, valid_from, valid_to, claimed_at) \
    VALUES (?, ?, ?, ?, ?)
    """)
  private static let holdSQL = SQL(
    "coupon.hold",
    """
    UPDATE coupon SET status = 'locked', order_no = ? WHERE coupon_id = ? AND status = 'issued'
    """)
  private static let useSQL = SQL(
    "coupon.use",
    """
    UPDATE coupon SET status = 'used', order_no = ?, used_at = NOW(6) \
    WHERE coupon_id = ? AND status = 'issued'
    """)
  private static let useHeldSQL = SQL(
    "coupon.use_held",
    """
    UPDATE coupon SET status = 'used', used_at = NOW(6) WHERE order_no = ? AND status = 'locked'
    """)
  private static let giveBackSQL = SQL(
    "coupon.give_back",
    """
    UPDATE coupon SET status = IF(void_id IS NOT NULL, 'voided', IF(valid_to <= NOW(6), 'expired', \
    'issued')), order_no = NULL WHERE order_no = ? AND status = 'locked'
    """)
  private static let voidSQL = SQL(
    "coupon.void",
    """
    UPDATE coupon SET status = 'voided', void_id = ? WHERE template_id = ? \
    AND coupon_id BETWEEN ? AND ? AND status = 'issued' AND valid_to > NOW(6)
    """)
  private static let voidHeldSQL = SQL(
    "coupon.void_held",
    """
    UPDATE coupon SET void_id = ? WHERE template_id = ? AND coupon_id BETWEEN ? AND ? \
    AND status = 'locked' AND void_id IS NULL
    """)
  private static let expireSQL = SQL(
    "coupon.expire",
    "UPDATE coupon SET status = 'expired' WHERE \(isOverdue) LIMIT ?")
  private static let isOverdue = "status = 'issued' AND valid_to <= NOW(6)"
  private static let overdueSQL = SQL(
    "coupon.overdue",
    """
    SELECT coupon_id FROM coupon WHERE \(isOverdue) AND coupon_id > ? \
    ORDER BY coupon_id LIMIT ?
    """)
  private static let expireOneSQL = SQL(
    "coupon.expire_one",
    "UPDATE coupon SET status = 'expired' WHERE coupon_id = ? AND \(isOverdue)")

  static func coupon(_ couponID: Int64, on database: DatabaseConnection) throws -> Coupon {
    guard let coupon = try database.first(readSQL, [.int(couponID)], coupon) else {
      throw MemberRefusal.couponNotFound
    }
    return coupon
  }

  /// The coupon, its row locked, with the database's time; nil if there is none.
  static func forUpdate(
    _ couponID: Int64, on database: DatabaseConnection
  ) throws -> (coupon: Coupon, now: Instant)? {
    // The row first and alone: a join would lock the template's row too, which all claims want.
    let now = try database.first(forUpdateSQL, [.int(couponID)]) { row throws(DatabaseError) in
      try row.instant()
    }
    guard let now else { return nil }
    return (try coupon(couponID, on: database), now)
  }

  /// How many coupons of the template the member has had; the caller holds the member's row.
  static func count(
    of templateID: Int64, member memberID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> Int64 {
    try database.first(countSQL, [.int(memberID), .int(templateID)]) { row throws(DatabaseError) in
      try row.int()
    } ?? 0
  }

  static func insert(
    _ templateID: Int64, member memberID: Int64, _ period: CouponPeriod, claimedAt: Instant,
    on database: DatabaseConnection
  ) throws(DatabaseError) -> Int64 {
    try database.execute(
      insertSQL,
      [
        .int(templateID), .int(memberID), .instant(period.start), .instant(period.end),
        .instant(claimedAt),
      ]
    ).lastInsertID
  }

  /// issued → locked; false when it was not issued.
  static func hold(
    _ couponID: Int64, for order: String, on database: DatabaseConnection
  ) throws(DatabaseError) -> Bool {
    try database.execute(holdSQL, [.text(order), .int(couponID)]).affectedRows == 1
  }

  /// issued → used; the caller holds the row and has checked it.
  static func use(
    _ couponID: Int64, for order: String, on database: DatabaseConnection
  ) throws(DatabaseError) {
    try database.execute(useSQL, [.text(order), .int(couponID)])
  }

  /// locked → used
  static func useHeld(
    by order: String, on database: DatabaseConnection
  ) throws(DatabaseError) {
    try database.execute(useHeldSQL, [.text(order)])
  }

  /// issued → voided for the template's coupons, or the one; and notes it with those that orders
  /// hold. Returns how many of either.
  static func void(
    _ templateID: Int64, couponID: Int64?, by voidID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> VoidedCoupons {
    let values: [SQLValue] = [
      .int(voidID), .int(templateID), .int(couponID ?? 0), .int(couponID ?? Identifier.maximum),
    ]
    let voided = try database.execute(voidSQL, values).affectedRows
    let locked = try database.execute(voidHeldSQL, values).affectedRows
    return VoidedCoupons(voided: Int64(voided), locked: Int64(locked))
  }

  /// locked → issued, or expired when its time is over, or voided when it was declared void.
  static func giveBack(
    of order: String, on database: DatabaseConnection
  ) throws(DatabaseError) {
    try database.execute(giveBackSQL, [.text(order)])
  }

  /// issued → expired for up to `limit` coupons past their date; returns how many.
  static func expire(
    limit: Int, on database: DatabaseConnection
  ) throws(DatabaseError) -> Int {
    try database.execute(expireSQL, [.int(Int64(limit))]).affectedRows
  }

  /// Coupons that are to be expired.
  static func overdue(
    after couponID: Int64, limit: Int, on database: DatabaseConnection
  ) throws(DatabaseError) -> [Int64] {
    try database.query(overdueSQL, [.int(couponID), .of(limit)]) { row throws(DatabaseError) in
      try row.int()
    }
  }

  /// Expires one coupon; whether it was still to be expired.
  static func expire(
    _ couponID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> Bool {
    try database.execute(expireOneSQL, [.int(couponID)]).affectedRows > 0
  }

  static func coupon(_ row: borrowing Row) throws(DatabaseError) -> Coupon {
    Coupon(
      id: try row.int(), templateID: try row.int(), memberID: try row.int(),
      name: try row.text(), benefit: try TemplateStore.benefit(row),
      threshold: try row.decimalOrNil(), storeIDs: try TemplateStore.stores(row.bytesOrNil()),
      status: try row.choice(),
      period: CouponPeriod(start: try row.instant(), end: try row.instant()),
      orderNumber: try row.textOrNil(), claimedAt: try row.instant(),
      usedAt: try row.instantOrNil())
  }
}
