import Kernel
import MariaDBClient
import MemberDomain
import WebAPI

/// Coupon templates.
enum TemplateStore {
  private static let columns = """
    template_id, name, amount, rate, threshold, valid_days, valid_from, valid_to, total, \
    per_member, issued, created_at, store_ids, status, version
    """
  private static let readSQL = SQL(
    "coupon_template.read",
    "SELECT \(columns), NOW(6) FROM coupon_template WHERE template_id = ?")
  private static let lockSQL = SQL(
    "coupon_template.lock",
    "SELECT \(columns) FROM coupon_template WHERE template_id = ? FOR UPDATE")
  private static let listSQL = ListSQL(
    "coupon_template.list", select: columns,
    """
    FROM coupon_template \
    WHERE (? IS NULL OR store_ids IS NULL OR JSON_OVERLAPS(store_ids, ?)) \
    AND (? IS NULL OR status = ?)
    """,
    orders: ["-created_at": "template_id DESC", "created_at": "template_id"])
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
    version = version + 1 WHERE template_id = ?
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
      (template: try template(row), now: try row.instant(15))
    }
    guard let found else { throw MemberRefusal.templateNotFound }
    return found
  }

  /// The template, its row locked: nobody claims of it until the transaction ends.
  static func lock(
    _ templateID: Int64, on database: DatabaseConnection
  ) throws -> CouponTemplate {
    guard let found = try database.first(lockSQL, [.int(templateID)], template) else {
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
        .text(template.name), .of(template.total), .int(template.perMember),
        .text(template.status.rawValue), .int(template.templateID),
      ])
  }

  /// Notes that coupons are declared void; returns the id that they name.
  static func addVoid(
    _ request: VoidCouponsRequest, of templateID: Int64, by userID: Int64,
    on database: DatabaseConnection
  ) throws(DatabaseError) -> Int64 {
    try database.execute(
      addVoidSQL,
      [
        .text(request.number), .int(templateID), .of(request.couponID), .text(request.reason),
        .int(userID),
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
    _ request: CreateTemplateRequest, createdBy userID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> Int64 {
    let validity = request.validity
    return try database.execute(
      insertSQL,
      [
        .text(request.name), .text(request.benefit.kind.rawValue), .of(request.benefit.amount),
        .of(request.benefit.rate), .of(request.threshold), .of(validity.days),
        .of(validity.period?.start), .of(validity.period?.end), .of(request.total),
        .int(request.perMember),
        StoreList.stored(request.storeIDs), .int(userID),
      ]
    ).lastInsertID
  }

  /// Counts one more coupon; false when all were issued.
  static func countIssued(
    _ templateID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> Bool {
    try database.execute(issueSQL, [.int(templateID)]).affectedRows == 1
  }

  static func list(_ call: Call, _ query: TemplateFilter) throws -> Page<CouponTemplate> {
    let stores = call.caller.scope.storesAsJSON
    return try listSQL.page(
      query.listing, .filters(stores, query.status?.rawValue), on: call.database, template)
  }

  private static func template(_ row: borrowing Row) throws(DatabaseError) -> CouponTemplate {
    CouponTemplate(
      templateID: try row.int(0), name: try row.text(1),
      benefit: try CouponStore.benefit(row, amount: 2, rate: 3),
      threshold: try row.decimalOrNil(4), validity: try validity(row),
      total: try row.intOrNil(8), perMember: try row.int(9), issued: try row.int(10),
      storeIDs: try StoreList.read(row.bytesOrNil(12)), status: try StoredCode.read(row.text(13)),
      version: try row.int(14), createdAt: try row.instant(11))
  }

  private static func validity(_ row: borrowing Row) throws(DatabaseError) -> CouponValidity {
    if !row.isNull(5) { return .days(try row.count(5)) }
    return .period(CouponPeriod(start: try row.instant(6), end: try row.instant(7)))
  }
}
