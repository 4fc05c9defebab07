import CostDomain
import Kernel
import MariaDBClient

/// The table `cost_ledger`, which is only ever added to.
enum LedgerStore {
  static let columns = """
    sku_id, entry, kind, seq, move_id, warehouse_id, quantity, unit_cost, given, amount, \
    variance, on_hand, value, average, ref_type, ref_no, origin_type, origin_no, covering, \
    method, standard_cost, reason, document_id, origin_id, share, receipt_total, occurred_at, late
    """
  private static let insertSQL = SQLSeries("cost_ledger.insert", maximum: 50) { count in
    let row = "(\(SQLSeries.repeated("?", 26)), COALESCE(?, NOW(6)), ?)"
    return "INSERT INTO cost_ledger (\(columns)) VALUES \(SQLSeries.repeated(row, count))"
  }
  private static let stretchSQL = SQL(
    "cost_ledger.stretch",
    """
    SELECT \(columns), created_at FROM cost_ledger WHERE sku_id = ? AND entry > ? \
    ORDER BY entry LIMIT ?
    """)
  // Two ranges of the primary key: with `sku_id >= ?` each page would read its SKU from the start.
  private static let pageSQL = SQL(
    "cost_ledger.page",
    """
    SELECT \(columns) FROM cost_ledger \
    WHERE (sku_id = ? AND entry > ?) OR (sku_id > ? AND sku_id <= ?) \
    ORDER BY sku_id, entry LIMIT ?
    """)
  private static let originSQL = SQLSeries("cost_ledger.origin") { count in
    Array(repeating: origin, count: count).joined(separator: " UNION ALL ")
  }
  private static let origin = """
    SELECT ?, COALESCE(SUM(gone), 0), COALESCE(SUM(gone_value), 0), COALESCE(SUM(back), 0), \
    COALESCE(SUM(back_value), 0), COALESCE(SUM(back_late), 0), MIN(gone_at), MAX(gone_at) FROM (\
    SELECT -quantity AS gone, -amount AS gone_value, 0 AS back, 0 AS back_value, \
    0 AS back_late, entry AS gone_at FROM cost_ledger \
    WHERE ref_no = ? AND sku_id = ? AND ref_type = ? AND (document_id = ? \
    OR document_id IS NULL OR ? IS NULL) AND entry < ? AND quantity < 0 \
    UNION ALL \
    SELECT 0, 0, quantity, COALESCE(given, amount), late, NULL FROM cost_ledger \
    WHERE origin_no = ? AND sku_id = ? AND origin_type = ? AND (origin_id = ? \
    OR origin_id IS NULL OR ? IS NULL) AND entry < ? AND quantity > 0 \
    AND ref_type <> 'production') AS both_ways
    """

  /// Adds the entries. 1 round trip for up to 50.
  static func append(
    _ entries: [LedgerEntry], on database: DatabaseConnection
  ) throws(DatabaseError) {
    for range in insertSQL.chunks(of: entries.count) {
      _ = try database.execute(
        insertSQL[range.count], entries[range].flatMap { Self.values($0) })
    }
  }

  private static func values(_ entry: LedgerEntry) -> [SQLValue] {
    [
      .int(entry.skuID), .int(entry.entry), .text(entry.kind.rawValue), .of(entry.move?.seq),
      .of(entry.move?.moveID), .of(entry.move?.warehouseID),
      .of(entry.move?.quantity ?? .zero), .of(entry.unitCost), entry.given?.sqlValue ?? .null,
      entry.amount.sqlValue, entry.variance.sqlValue, entry.onHand.sqlValue,
      entry.value.sqlValue, entry.average.sqlValue, .text(entry.document.type),
      .text(entry.document.number), .of(entry.origin?.type), .of(entry.origin?.number),
      entry.covering?.sqlValue ?? .null, .of(entry.policy?.method.rawValue),
      .of(entry.policy?.standardCost), .of(entry.reason), .of(entry.document.id),
      .of(entry.origin?.id), entry.share?.sqlValue ?? .null,
      entry.receiptTotal?.sqlValue ?? .null, .of(entry.occurredAt),
      entry.late?.sqlValue ?? .null,
    ]
  }

  /// A SKU's entries after `after`, oldest first, with their times.
  static func stretch(
    of skuID: Int64, after: Int64, limit: Int, on database: DatabaseConnection
  ) throws(DatabaseError) -> [(entry: LedgerEntry, at: Instant)] {
    try database.query(stretchSQL, [.int(skuID), .int(after), .of(limit)]) {
      row throws(DatabaseError) in (try entry(row), try row.instant(28))
    }
  }

  /// The entries behind a place, of its SKU and of those up to `lastSKU`.
  static func page(
    after place: (skuID: Int64, entry: Int64), through lastSKU: Int64, limit: Int,
    on database: DatabaseConnection
  ) throws(DatabaseError) -> [LedgerEntry] {
    try database.query(
      pageSQL,
      [.int(place.skuID), .int(place.entry), .int(place.skuID), .int(lastSKU), .of(limit)], entry)
  }

  /// For each document and SKU, what left for it and what came back in the entries before one, in
  /// the order asked for. 1 round trip for up to 20.
  static func origins(
    _ asked: [(document: CostDocument, skuID: Int64, before: Int64)],
    on database: DatabaseConnection
  ) throws(DatabaseError) -> [OriginBalance] {
    var balances = Array(repeating: OriginBalance(), count: asked.count)
    for range in originSQL.chunks(of: asked.count) {
      let values = range.flatMap { place -> [SQLValue] in
        let (document, skuID, entry) = asked[place]
        let key = document.ledgerKey(skuID) + [.int(entry)]
        return [.of(place)] + key + key
      }
      try database.fetch(originSQL[range.count], values) { row throws(DatabaseError) in
        var departures: ClosedRange<Int64>?
        if let first = try row.intOrNil(6), let last = try row.intOrNil(7), first <= last {
          departures = first...last
        }
        balances[try row.count(0)] = OriginBalance(
          left: try row.wide(1), leftValue: try row.wide(2), back: try row.wide(3),
          backValue: try row.wide(4), backLate: try row.wide(5), departures: departures)
        return true
      }
    }
    return balances
  }

  static func entry(_ row: borrowing Row) throws(DatabaseError) -> LedgerEntry {
    let kind = LedgerEntry.Kind(rawValue: try row.text(2)) ?? .move
    let move: LedgerEntry.Move? =
      kind == .move
      ? LedgerEntry.Move(
        seq: try row.int(3), moveID: try row.int(4), warehouseID: try row.int(5),
        quantity: try row.decimal(6)) : nil
    return LedgerEntry(
      skuID: try row.int(0), entry: try row.int(1), kind: kind, move: move,
      unitCost: try row.decimalOrNil(7), given: try row.wideOrNil(8), amount: try row.wide(9),
      variance: try row.wide(10), onHand: try row.wide(11), value: try row.wide(12),
      average: try row.wide(13),
      document: CostDocument(try row.text(14), try row.text(15), id: try row.intOrNil(22)),
      origin: try row.document(at: 16, id: 23), covering: try row.wideOrNil(18),
      policy: row.isNull(19) ? nil : try row.policy(at: 19), reason: try row.textOrNil(21),
      occurredAt: try row.instantOrNil(26), share: try row.wideOrNil(24),
      receiptTotal: try row.wideOrNil(25), late: try row.wideOrNil(27))
  }
}

extension CostDocument {
  /// The parameters of `ref_no = ? AND sku_id = ? AND ref_type = ? AND (document_id = ? OR
  /// document_id IS NULL OR ? IS NULL)`: by number alone where an id is not known, or not telling.
  func ledgerKey(_ skuID: Int64) -> [SQLValue] {
    let id = isProductionOrder ? nil : id
    return [.text(number), .int(skuID), .text(type), .of(id), .of(id)]
  }
}
