import Kernel
import MariaDBClient
import WebAPI

/// `GET /stock/move/list`: the ledger, oldest first.
enum LedgerQuery {
  struct Filter: RequestBody {
    let skuID: Int64?
    let warehouseID: Int64?
    let referenceType: StockReferenceType?
    let number: String?
    let from: Instant?
    let to: Instant?
    let position: LedgerPosition

    init(from fields: inout Fields) {
      skuID = fields.optionalID("sku_id")
      warehouseID = fields.optionalID("warehouse_id")
      referenceType = fields.optionalChoice("ref_type", StockReferenceType.self)
      number = fields.optionalCode("ref_no", 1...100)
      from = fields.optionalInstant("from")
      to = fields.optionalInstant("to")
      position = fields.ledgerPosition()
    }
  }

  private static func text(_ lead: String, _ order: String) -> String {
    """
    SELECT move_id, sku_id, warehouse_id, quantity, on_hand, locked, seq, unit_cost, batch_no, \
    ref_type, ref_no, user_id, request_id, created_at, document_id, occurred_at, \
    (SELECT org_id FROM stock_document \
    WHERE stock_document.document_id = stock_move.document_id) FROM stock_move \
    WHERE move_id > ? AND \(lead) AND (? IS NULL OR ref_type = ?) \
    AND (? IS NULL OR created_at >= ?) AND (? IS NULL OR created_at < ?) \
    AND \(IDFilter.condition("warehouse_id")) ORDER BY \(order) LIMIT ?
    """
  }

  private static let everySQL = SQL("stock_move.list", text("TRUE", "move_id"))
  private static let numberSQL = SQL(
    "stock_move.list_of_document", text("ref_no IN (?, ?) AND (? IS NULL OR sku_id = ?)", "move_id")
  )
  // A SKU's numbers ascend as its ids do, and they lie in an index.
  private static let skuSQL = SQL("stock_move.list_of_sku", text("sku_id = ?", "seq"))

  /// No statement runs for longer than 5 s, so a row's id and its time disagree by less than that.
  private static let startSQL = SQL(
    "stock_move.first_since",
    """
    SELECT move_id FROM stock_move WHERE created_at >= ? - INTERVAL 10 SECOND \
    ORDER BY created_at LIMIT 1
    """)

  static func run(_ call: Call, _ filter: Filter) throws -> LedgerPage<LedgerItem> {
    let visible = try VisibleWarehouses(filter.warehouseID, call)
    let sql: SQL
    let lead: [SQLValue]
    if let number = filter.number {
      let sent = call.spellings(of: number)[0]
      (sql, lead) = (numberSQL, [.text(number), .text(sent)] + .filters(filter.skuID))
    } else if let skuID = filter.skuID {
      (sql, lead) = (skuSQL, [.int(skuID)])
    } else {
      (sql, lead) = (everySQL, [])
    }
    let rest: [SQLValue] =
      .filters(filter.referenceType?.rawValue, filter.from, filter.to) + .anyOf(visible.ids)
    guard let after = try start(filter, call.database) else {
      return LedgerPage([], at: filter.position) { $0.move.moveID }
    }
    let rows = try call.database.query(
      sql, [.int(after)] + lead + rest + [.of(filter.position.size + 1)], item
    )
    .map { item in try mask(item, call) }
    .filter { filter.number == nil || $0.referenceNumber != nil }
    return LedgerPage(rows, at: filter.position) { $0.move.moveID }
  }

  /// What the caller may know of a move: in a warehouse that organisations share, of those that are
  /// not his, only the quantity and the time (contract part 2, section A, "shared warehouses").
  private static func mask(_ item: LedgerItem, _ call: Call) throws -> LedgerItem {
    let scope = call.caller.scope
    if scope.limitedTo == nil { return item }
    if let organisation = item.organisationID, scope.contains(organisation) { return item }
    let isShared = try WarehouseDirectory.isShared(item.move.warehouseID, on: call.database)
    return isShared ? item.anonymous : item
  }

  /// The cursor, moved on to where the time that was asked for begins; nil past the ledger's end.
  /// Without this a search by time alone would read the ledger from its first row.
  private static func start(
    _ filter: Filter, _ database: DatabaseConnection
  ) throws(DatabaseError) -> Int64? {
    guard let from = filter.from, filter.number == nil, filter.skuID == nil else {
      return filter.position.after
    }
    let first = try database.first(startSQL, [.instant(from)]) {
      row throws(DatabaseError) in try row.int(0)
    }
    return first.map { max($0.previous, filter.position.after) }
  }

  private static func item(_ row: borrowing Row) throws(DatabaseError) -> LedgerItem {
    let onHand: Quantity = try row.decimal(4)
    let locked: Quantity = try row.decimal(5)
    let move = StockMove(
      moveID: try row.int(0), documentID: try row.int(14), skuID: try row.int(1),
      warehouseID: try row.int(2),
      quantity: try row.decimal(3), onHand: onHand, locked: locked,
      available: (try? onHand - locked) ?? .zero, seq: try row.int(6),
      unitCost: try row.decimalOrNil(7), batchNumber: try row.textOrNil(8))
    return LedgerItem(
      move: move, organisationID: try row.intOrNil(16), referenceType: try row.text(9),
      referenceNumber: try row.text(10),
      userID: try row.int(11), requestID: try row.text(12), occurredAt: try row.instant(15),
      createdAt: try row.instant(13))
  }
}
