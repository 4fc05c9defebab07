/// Coupon templates.
enum TemplateStore {
  static let columns = """
    template_id, name, amount, rate, threshold, valid_days, valid_from, valid_to, total, \
    per_member, store_ids, issued, status, version, created_at
    """
  private static let readSQL = SQL(
    "coupon_template.read",
    "SELECT \(columns), NOW(6) FROM coupon_template WHERE template_id = ?")
  private static let forUpdateSQL = SQL(
    "coupon_template.lock",
    "SELECT \(columns) FROM coupon_template WHERE template_id = ? FOR UPDATE")
  private static let insertSQL = SQL(
    "coupon_template.insert",
    """
    INSERT INTO coupon_template (name, kind, amount, rate, threshold, valid_days, valid_from, \
    valid_to, total, per_member, store_ids, created_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """)
  private static let issueSQL = SQL(
    "coupon_template.issue",
    """
    UPDATE coupon_template SET issued = issued + 1 \
    WHERE template_id = ? AND status = 'open' AND (total IS NULL OR issued < total)
    """)
  private static let updateSQL = SQL(
    "coupon_template.update",
    """
    UPDATE coupon_template SET name = ?, total = ?, per_member = ?, status = ?, \
    version = ? WHERE template_id = ?
    """)
  private static let addVoidSQL = SQL(
    "coupon_void.insert",
    """
    INSERT INTO coupon_void (void_no, template_id, coupon_id, reason, voided, locked, created_by) \
    VALUES (?, ?, ?, ?, 0, 0, ?)
    """)
  private static let countVoidSQL = SQL(
    "coupon_void.count", "UPDATE coupon_void SET voided = ?, locked = ? WHERE void_id = ?")

  /// The template, with the database's time of reading.
  static func template(
    _ templateID: Int64, on database: DatabaseConnection
  ) throws -> (template: CouponTemplate, now: Instant) {
    let found = try database.first(readSQL, [.int(templateID)]) { row throws(DatabaseError) in
      (template: try template(row), now: try row.instant())
    }
    guard let found else { throw MemberRefusal.templateNotFound }
    return found
  }

  /// The template, its row locked: nobody claims of it until the transaction ends.
  static func forUpdate(
    _ templateID: Int64, on database: DatabaseConnection
  ) throws -> CouponTemplate {
    guard let found = try database.first(forUpdateSQL, [.int(templateID)], template) else {
      throw MemberRefusal.templateNotFound
    }
    return found
  }

  /// Writes what may change of a template; the caller holds its row.
  static func update(
    _ template: CouponTemplate, on database: DatabaseConnection
  ) throws(DatabaseError) {
    try database.execute(
      updateSQL,
      [
        .text(template.terms.name), .of(template.terms.total), .int(template.terms.perMember),
        .text(template.status.rawValue), .int(template.version), .int(template.id),
      ])
  }

  /// Notes that coupons are declared void; returns the id that they name.
  static func addVoid(
    _ number: String, of templateID: Int64, couponID: Int64?, reason: String, by userID: Int64,
    on database: DatabaseConnection
  ) throws(DatabaseError) -> Int64 {
    try database.execute(
      addVoidSQL,
      [
        .text(number), .int(templateID), .of(couponID), .text(reason), .int(userID),
      ]
    ).lastInsertID
  }

  /// Writes how many coupons it were.
  static func countVoid(
    _ voidID: Int64, _ counts: VoidedCoupons, on database: DatabaseConnection
  ) throws(DatabaseError) {
    try database.execute(
      countVoidSQL, [.int(counts.voided), .int(counts.locked), .int(voidID)])
  }

  static func insert(
    _ terms: CouponTerms, createdBy userID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> Int64 {
    let stores = terms.storeIDs.sorted().map(String.init).joined(separator: ",")
    return try database.execute(
      insertSQL,
      [
        .text(terms.name), .text(terms.benefit.kind.rawValue), .of(terms.benefit.amount),
        .of(terms.benefit.rate), .of(terms.threshold), .of(terms.validity.days),
        .of(terms.validity.period?.start), .of(terms.validity.period?.end), .of(terms.total),
        .int(terms.perMember), stores.isEmpty ? .null : .text("[\(stores)]"), .int(userID),
      ]
    ).lastInsertID
  }

  /// Counts one more coupon; false when all were issued.
  static func countIssued(
    _ templateID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> Bool {
    try database.execute(issueSQL, [.int(templateID)]).affectedRows == 1
  }

  static func template(_ row: borrowing Row) throws(DatabaseError) -> CouponTemplate {
    CouponTemplate(
      id: try row.int(),
      terms: CouponTerms(
        name: try row.text(), benefit: try benefit(row), threshold: try row.decimalOrNil(),
        validity: try validity(row), total: try row.intOrNil(), perMember: try row.int(),
        storeIDs: try stores(row.bytesOrNil())),
      issued: try row.int(), status: try row.choice(), version: try row.int(),
      createdAt: try row.instant())
  }

  /// An amount or a rate, never both.
  static func benefit(_ row: borrowing Row) throws(DatabaseError) -> CouponBenefit {
    if let amount: Money = try row.decimalOrNil() {
      row.skip()
      return .cash(amount)
    }
    return .discount(try row.decimal())
  }

  /// Days or a period, never both.
  private static func validity(_ row: borrowing Row) throws(DatabaseError) -> CouponValidity {
    if let days = try row.intOrNil() {
      row.skip()
      row.skip()
      guard let days = Int(counting: days) else {
        throw DatabaseError.unreadable("coupon_template.valid_days", "no count")
      }
      return .days(days)
    }
    return .period(CouponPeriod(start: try row.instant(), end: try row.instant()))
  }

  /// Where coupons hold: stores as a JSON list, NULL for the whole house.
  static func stores(_ bytes: [UInt8]?) throws(DatabaseError) -> Set<Int64> {
    guard let bytes else { return [] }
    guard let root = try? JSONDocument(parsing: bytes).root, root.kind == .array else {
      throw DatabaseError.unreadable("coupon_template.stores", "no list of stores")
    }
    return Set(root.elements.compactMap { $0.integer() })
  }
}
