import Kernel
import MariaDBClient
import MemberDomain
import WebAPI

/// Coupon templates.
enum TemplateStore {
  private static let columns = """
    template_id, name, amount, rate, threshold, valid_days, valid_from, valid_to, total, \
    per_member, issued, created_at
    """
  private static let readSQL = SQL(
    "coupon_template.read",
    "SELECT \(columns), NOW(6) FROM coupon_template WHERE template_id = ?")
  private static let listSQL = ListSQL(
    "coupon_template.list", select: columns, "FROM coupon_template",
    orders: ["-created_at": "template_id DESC", "created_at": "template_id"])
  private static let insertSQL = SQL(
    "coupon_template.insert",
    """
    INSERT INTO coupon_template (name, kind, amount, rate, threshold, valid_days, valid_from, \
    valid_to, total, per_member, created_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """)
  private static let issueSQL = SQL(
    "coupon_template.issue",
    """
    UPDATE coupon_template SET issued = issued + 1 \
    WHERE template_id = ? AND (total IS NULL OR issued < total)
    """)

  /// The template, with the database's time of reading.
  static func template(
    _ templateID: Int64, on database: DatabaseConnection
  ) throws -> (template: CouponTemplate, now: Instant) {
    let found = try database.first(readSQL, [.int(templateID)]) { row throws(DatabaseError) in
      (template: try template(row), now: try row.instant(12))
    }
    guard let found else { throw MemberRefusal.templateNotFound }
    return found
  }

  static func insert(
    _ request: CreateTemplateRequest, createdBy userID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> Int64 {
    var days: Int64?
    var period: CouponPeriod?
    switch request.validity {
    case .days(let count): days = Int64(count)
    case .period(let fixed): period = fixed
    }
    return try database.execute(
      insertSQL,
      [
        .text(request.name), .text(request.benefit.kind.rawValue), .of(request.benefit.amount),
        .of(request.benefit.rate), .of(request.threshold), .of(days), .of(period?.start),
        .of(period?.end), .of(request.total), .int(request.perMember), .int(userID),
      ]
    ).lastInsertID
  }

  /// Counts one more coupon; false when all were issued.
  static func countIssued(
    _ templateID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> Bool {
    try database.execute(issueSQL, [.int(templateID)]).affectedRows == 1
  }

  static func list(_ call: Call, _ query: TemplateListQuery) throws -> Page<CouponTemplate> {
    try listSQL.page(query.listing, on: call.database, template)
  }

  private static func template(_ row: borrowing Row) throws(DatabaseError) -> CouponTemplate {
    CouponTemplate(
      templateID: try row.int(0), name: try row.text(1),
      benefit: try CouponStore.benefit(row, amount: 2, rate: 3),
      threshold: try row.decimalOrNil(4), validity: try validity(row),
      total: try row.intOrNil(8), perMember: try row.int(9), issued: try row.int(10),
      createdAt: try row.instant(11))
  }

  private static func validity(_ row: borrowing Row) throws(DatabaseError) -> CouponValidity {
    if let days = try row.intOrNil(5) { return .days(Int(days)) }
    return .period(CouponPeriod(start: try row.instant(6), end: try row.instant(7)))
  }
}
