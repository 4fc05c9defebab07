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
      number = fields.optionalText("ref_no", 1...100)
      status = fields.optionalChoice("status", LockStore.Status.self)
      from = fields.optionalInstant("from")
      to = fields.optionalInstant("to")
      listing = fields.listing(sorts: ["-created_at"])
    }
  }

  private static let condition = """
    WHERE (? IS NULL OR sku_id = ?) AND (? IS NULL OR (owner IN ('api', 'order') AND ref_no = ?)) \
    AND (? IS NULL OR status = ?) AND (? IS NULL OR created_at >= ?) \
    AND (? IS NULL OR created_at < ?) AND \(VisibleWarehouses.condition("warehouse_id"))
    """

  private static func pageText(_ order: String) -> String {
    """
    SELECT ref_no, owner, line_no, sku_id, warehouse_id, quantity, held, issued, status, \
    expires_at, created_at FROM stock_lock \(condition) \
    ORDER BY created_at \(order), owner \(order), ref_no \(order), line_no \(order) \
    LIMIT ? OFFSET ?
    """
  }

  private static let ascendingSQL = SQL("stock_lock.list", pageText("ASC"))
  private static let descendingSQL = SQL("stock_lock.list_descending", pageText("DESC"))
  private static let countSQL = SQL(
    "stock_lock.count", "SELECT COUNT(*) FROM stock_lock \(condition)")

  static func run(_ call: Call, _ filter: Filter) throws -> Page<LockListItem> {
    let visible = try VisibleWarehouses(filter.warehouseID, call)
    let status = SQLValue.of(filter.status?.rawValue)
    let values: [SQLValue] = [
      .of(filter.skuID), .of(filter.skuID), .of(filter.number), .of(filter.number), status,
      status, .of(filter.from), .of(filter.from), .of(filter.to), .of(filter.to), visible.filter,
      visible.filter,
    ]
    let page = filter.listing.page
    let items = try call.database.query(
      filter.listing.isDescending ? descendingSQL : ascendingSQL,
      values + [.int(Int64(page.size)), .int(Int64(page.offset))], item)
    let total = try call.database.first(countSQL, values) {
      (row) throws(DatabaseError) in try row.int(0)
    }
    return Page(items, of: total ?? 0, page)
  }

  private static func item(_ row: borrowing Row) throws(DatabaseError) -> LockListItem {
    LockListItem(
      number: try row.text(0), owner: try row.text(1), lineNo: try row.int(2),
      skuID: try row.int(3), warehouseID: try row.int(4), quantity: try row.decimal(5),
      held: try row.decimal(6), issued: try row.decimal(7), status: try row.text(8),
      expiresAt: try row.instantOrNil(9), createdAt: try row.instant(10))
  }
}
