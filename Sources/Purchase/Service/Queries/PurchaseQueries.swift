import Kernel
import MariaDBClient
import PurchaseDomain
import StockService
import Transactions
import WebAPI

/// Reads purchase orders.
enum PurchaseQueries {
  static let columns = """
    o.po_id, o.po_no, o.supplier_id, o.warehouse_id, o.org_id, o.status, o.total, o.tolerance, \
    o.expected_at, o.remark, o.created_by, o.created_at, o.decided_by, o.decided_at, \
    o.decision_remark, o.closed_at, o.close_reason, o.version
    """
  private static let lineColumns = """
    l.line_no, l.sku_id, l.name, l.qty, l.price, l.amount, l.received_qty, l.rejected_qty, \
    l.returned_qty
    """
  private static let byIDSQL = SQL(
    "purchase_order.by_id",
    """
    SELECT \(columns), \(lineColumns), NOW(6) FROM purchase_order o \
    JOIN purchase_order_line l ON l.po_id = o.po_id WHERE o.po_id = ? ORDER BY l.line_no
    """)
  private static let byNumberSQL = SQL(
    "purchase_order.by_number",
    """
    SELECT \(columns), \(lineColumns), NOW(6) FROM purchase_order o \
    JOIN purchase_order_line l ON l.po_id = o.po_id WHERE o.po_no = ? ORDER BY l.line_no
    """)
  private static let lockSQL = SQL("purchase_order.lock", byIDSQL.text + " FOR UPDATE")
  private static let placeSQL = SQL(
    "purchase_order.place", "SELECT warehouse_id, org_id FROM purchase_order WHERE po_id = ?")

  /// An order with the database's time of reading.
  struct Reading {
    var order: PurchaseOrder
    let now: Instant
  }

  /// `GET /po/{id or po_no}`; 404 outside of the caller's organisations.
  static func order(_ reference: String, _ call: Call) throws -> PurchaseOrder {
    if let id = Int64(canonical: reference) {
      return try visible(try read(byIDSQL, .int(id), call.database), call).order
    }
    return try visible(try read(byNumberSQL, .text(reference), call.database), call).order
  }

  /// The order with its row and lines locked until the transaction ends; 404 outside of the
  /// caller's organisations.
  static func lock(_ orderID: Int64, for call: Call) throws -> Reading {
    try visible(try read(lockSQL, .int(orderID), call.database), call)
  }

  /// Refuses what is not there, or outside of the caller's organisations; before a number is
  /// claimed, since also a first answer is for the order's organisation alone. Returns within what
  /// its documents' numbers are unique. 1 round trip.
  static func documentScope(of orderID: Int64, for call: Call) throws -> DocumentScope {
    let place = try call.database.first(placeSQL, [.int(orderID)]) {
      row throws(DatabaseError) in
      (warehouse: try row.int(0), organisation: try row.int(1))
    }
    guard let place, call.caller.scope.contains(place.organisation) else {
      throw PurchaseRefusal.orderNotFound
    }
    return try call.documentScope(in: place.warehouse, organisationID: place.organisation)
  }

  private static func visible(_ reading: Reading?, _ call: Call) throws -> Reading {
    guard let reading, call.caller.scope.contains(reading.order.organisationID) else {
      throw PurchaseRefusal.orderNotFound
    }
    return reading
  }

  private static func read(
    _ sql: SQL, _ key: SQLValue, _ database: DatabaseConnection
  ) throws(DatabaseError) -> Reading? {
    var found: Reading?
    _ = try database.query(sql, [key]) { row throws(DatabaseError) in
      if found == nil { found = Reading(order: try Self.order(row), now: try row.instant(27)) }
      found?.order.lines.append(try Self.line(row))
    }
    return found
  }

  static func order(_ row: borrowing Row) throws(DatabaseError) -> PurchaseOrder {
    PurchaseOrder(
      orderID: try row.int(0), number: try row.text(1), supplierID: try row.int(2),
      warehouseID: try row.int(3), organisationID: try row.int(4),
      status: try StoredChoice.read(row.text(5)), total: try row.decimal(6),
      tolerance: try row.decimal(7), expectedAt: try row.instantOrNil(8),
      remark: try row.textOrNil(9), createdBy: try row.int(10), createdAt: try row.instant(11),
      decidedBy: try row.intOrNil(12), decidedAt: try row.instantOrNil(13),
      decisionRemark: try row.textOrNil(14), closedAt: try row.instantOrNil(15),
      closeReason: try row.textOrNil(16), version: try row.int(17))
  }

  private static func line(_ row: borrowing Row) throws(DatabaseError) -> PurchaseLine {
    PurchaseLine(
      lineNumber: try row.count(18), skuID: try row.int(19), name: try row.text(20),
      quantity: try row.decimal(21), price: try row.decimal(22), amount: try row.decimal(23),
      received: try row.decimal(24), rejected: try row.decimal(25),
      returned: try row.decimal(26))
  }
}
