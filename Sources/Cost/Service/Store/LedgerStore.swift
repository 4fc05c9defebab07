/// The table `cost_ledger`, which is only ever added to.
enum LedgerStore {
  static let columns = """
    sku_id, entry, kind, ref_type, ref_no, document_id, origin_type, origin_no, origin_id, \
    unit_cost, occurred_at, seq, move_id, warehouse_id, quantity, given, amount, variance, \
    on_hand, value, average, covering, method, standard_cost, reason, share, receipt_total, late
    """
  private static let insertSQL = SQLSeries("cost_ledger.insert", maximum: 50) { count in
    let (before, after) = (SQLSeries.repeated("?", 10), SQLSeries.repeated("?", 17))
    let row = "(\(before), COALESCE(?, NOW(6)), \(after))"
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
    try database.execute(insertSQL, for: entries) { entry in
      [
        .int(entry.skuID), .int(entry.number), .text(entry.kind.rawValue),
        .text(entry.document.type), .text(entry.document.number), .of(entry.document.id),
        .of(entry.origin?.type), .of(entry.origin?.number), .of(entry.origin?.id),
        .of(entry.unitCost), .of(entry.occurredAt), .of(entry.move?.sequence),
        .of(entry.move?.moveID),
        .of(entry.move?.warehouseID), .of(entry.move?.quantity ?? .zero), .of(entry.given),
        .of(entry.amount), .of(entry.variance), .of(entry.onHand), .of(entry.value),
        .of(entry.average), .of(entry.covering), .of(entry.policy?.method.rawValue),
        .of(entry.policy?.standardCost), .of(entry.reason), .of(entry.share),
        .of(entry.receiptTotal), .of(entry.late),
      ]
    }
  }

  /// A SKU's entries after `after`, oldest first, with their times.
  static func stretch(
    of skuID: Int64, after: Int64, limit: Int, on database: DatabaseConnection
  ) throws(DatabaseError) -> [(entry: LedgerEntry, at: Instant)] {
    try database.query(stretchSQL, [.int(skuID), .int(after), .of(limit)]) {
      row throws(DatabaseError) in (try entry(row), try row.instant())
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
        let place = try row.count()
        let left: (QuantitySum, CostValue) = (try row.wide(), try row.wide())
        let back: (QuantitySum, CostValue) = (try row.wide(), try row.wide())
        let late: CostValue = try row.wide()
        var departures: ClosedRange<Int64>?
        if let first = try row.intOrNil(), let last = try row.intOrNil(), first <= last {
          departures = first...last
        }
        balances[place] = OriginBalance(
          left: left.0, leftValue: left.1, back: back.0, backValue: back.1, backLate: late,
          departures: departures)
        return true
      }
    }
    return balances
  }

  static func entry(_ row: borrowing Row) throws(DatabaseError) -> LedgerEntry {
    let (skuID, number) = (try row.int(), try row.int())
    let kind: LedgerEntry.Kind = try row.choice()
    let (document, origin) = (try row.document(), try row.documentOrNil())
    let unitCost: UnitCost? = try row.decimalOrNil()
    let occurredAt = try row.instantOrNil()
    var move: CostMove?
    if kind == .move {
      move = CostMove(
        skuID: skuID, sequence: try row.int(), moveID: try row.int(), warehouseID: try row.int(),
        quantity: try row.decimal(), unitCost: unitCost, document: document, origin: origin,
        occurredAt: occurredAt)
    } else {
      for _ in 0..<4 { row.skip() }
    }
    let given: CostValue? = try row.wideOrNil()
    let (amount, variance): (CostValue, CostValue) = (try row.wide(), try row.wide())
    let state: (QuantitySum, CostValue, CostValue) = (
      try row.wide(), try row.wide(), try row.wide()
    )
    let covering: QuantitySum? = try row.wideOrNil()
    let policy = try row.policyOrNil()
    return LedgerEntry(
      skuID: skuID, kind, document, origin: origin, move: move, unitCost: unitCost,
      occurredAt: occurredAt, covering: covering, reason: try row.textOrNil(),
      share: try row.wideOrNil(), receiptTotal: try row.wideOrNil(), late: try row.wideOrNil()
    ).booked(
      as: number, given: given, amount: amount, variance: variance, after: state, policy: policy)
  }
}

/// The columns that name a document or a policy.
extension Row {
  /// Type, number, and the id where it is known.
  func document() throws(DatabaseError) -> CostDocument {
    CostDocument(try text(), try text(), id: try intOrNil())
  }

  func documentOrNil() throws(DatabaseError) -> CostDocument? {
    let (type, number, id) = (try textOrNil(), try textOrNil(), try intOrNil())
    guard let type, let number else { return nil }
    return CostDocument(type, number, id: id)
  }

  func policyOrNil() throws(DatabaseError) -> CostPolicy? {
    let (method, cost): (CostMethod?, UnitCost?) = (try choiceOrNil(), try decimalOrNil())
    return method.map { CostPolicy(method: $0, standardCost: cost) }
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
