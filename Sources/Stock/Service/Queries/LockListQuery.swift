import Kernel
import MariaDBClient
import WebAPI

/// `GET /stock/lock/list`: the lines of locks, newest first.
enum LockListQuery {
  struct Filter: RequestBody {
    let skuID: Int64?
    let warehouseID: Int64?
    let number: String?
    let status: LockStore.Status?
    let from: Instant?
    let to: Instant?
    let listing: Listing

    init(from fields: inout Fields) {
      skuID = fields.optionalID("sku_id")
      warehouseID = fields.optionalID("warehouse_id")
      number = fields.optionalCode("ref_no", 1...100)
      status = fields.optionalChoice("status", LockStore.Status.self)
      from = fields.optionalInstant("from")
      to = fields.optionalInstant("to")
      listing = fields.listing(sorts: ["-created_at"])
    }
  }

  private static let listSQL = ListSQL(
    "stock_lock.list",
    select: """
      ref_no, owner, line_no, sku_id, warehouse_id, quantity, held, issued, status, expires_at, \
      created_at, org_id
      """,
    """
    FROM stock_lock WHERE (? IS NULL OR sku_id = ?) \
    AND (? IS NULL OR (owner IN ('api', 'order') AND ref_no IN (?, ?))) \
    AND (? IS NULL OR status = ?) AND (? IS NULL OR created_at >= ?) \
    AND (? IS NULL OR created_at < ?) AND \(IDFilter.condition("warehouse_id")) \
    AND (? IS NULL OR org_id = 0 OR FIND_IN_SET(org_id, ?))
    """,
    orders: [
      "-created_at": "created_at DESC, owner DESC, ref_no DESC, line_no DESC",
      "created_at": "created_at, owner, ref_no, line_no",
    ])

  static func run(_ call: Call, _ filter: Filter) throws -> Page<LockListItem> {
    let visible = try VisibleWarehouses(filter.warehouseID, call)
    let sent = filter.number.flatMap { call.spellings(of: $0).first }
    let filters: [SQLValue] =
      .filters(filter.skuID, filter.number) + [sent.sqlValue]
      + .filters(filter.status?.rawValue, filter.from, filter.to)
    // A lock is seen by its organisation and those above; one of before by whoever sees its place.
    let owners: [SQLValue] = .filters(call.caller.scope.idList)
    return try listSQL.page(
      filter.listing, filters + .anyOf(visible.ids) + owners, on: call.database, item)
  }

  private static func item(_ row: borrowing Row) throws(DatabaseError) -> LockListItem {
    let organisation = try row.int(11)
    return LockListItem(
      organisationID: organisation > 0 ? organisation : nil, number: try row.text(),
      owner: try row.text(), lineNumber: try row.int(),
      skuID: try row.int(), warehouseID: try row.int(), quantity: try row.decimal(),
      held: try row.decimal(), issued: try row.decimal(), status: try row.text(),
      expiresAt: try row.instantOrNil(), createdAt: try row.instant())
  }
}
