/// What documents brought, what it costs by now, and how much of it the average still holds: read
/// from the ledger of a SKU whose row is locked, or up to an entry that does not change any more.
enum ReceiptStore {
  /// What one document brought of a SKU.
  struct Receipt {
    let skuID: Int64
    let document: CostDocument
    let firstEntry: Int64
    let warehouseID: Int64
    let cost: ReceiptCost
  }

  private static let found = "AND (document_id = ? OR document_id IS NULL OR ? IS NULL)"
  private static let isReceipt = """
    kind = 'move' AND quantity > 0 AND (origin_no IS NULL OR ref_type = 'purchase' \
    OR (ref_type = 'production' AND origin_type = 'production' AND origin_no = ref_no))
    """
  /// The entries `a` by which the receipt came that the later entry `c` names as its origin.
  static let arrivals = """
    a.ref_no = c.origin_no AND a.sku_id = c.sku_id AND a.ref_type = c.origin_type \
    AND (a.document_id = c.origin_id OR a.document_id IS NULL OR c.origin_id IS NULL \
    OR a.ref_type = 'production') AND a.kind = 'move' AND a.quantity > 0 \
    AND (a.origin_no IS NULL OR a.ref_type = 'purchase' \
    OR (a.ref_type = 'production' AND a.origin_no = a.ref_no)) \
    AND a.entry < c.entry
    """
  private static let findSQL = SQL(
    "cost_ledger.receipt",
    """
    SELECT entry, kind, quantity, COALESCE(given, amount), unit_cost, receipt_total, \
    document_id, warehouse_id FROM cost_ledger \
    WHERE ref_no = ? AND sku_id = ? AND ref_type = ? \(found) AND entry < ? AND \(isReceipt) \
    UNION ALL \
    SELECT entry, kind, quantity, given, unit_cost, receipt_total, NULL, NULL FROM cost_ledger \
    WHERE origin_no = ? AND sku_id = ? AND origin_type = ? AND (origin_id = ? \
    OR origin_id IS NULL OR ? IS NULL) AND entry < ? \
    AND (kind = 'correction' OR (ref_type = 'return' AND quantity < 0)) ORDER BY entry
    """)
  private static let namedSQL = SQL(
    "cost_ledger.receipts_named",
    """
    SELECT document_id, MIN(warehouse_id) FROM cost_ledger WHERE ref_no = ? AND sku_id = ? \
    AND ref_type = ? AND \(isReceipt) AND (? IS NULL OR warehouse_id = ?) GROUP BY document_id
    """)
  private static let byIDSQL = SQL(
    "cost_ledger.receipt_of_id",
    """
    SELECT ref_type, ref_no FROM cost_ledger \
    WHERE document_id = ? AND sku_id = ? AND \(isReceipt) LIMIT 1
    """)
  private static let walkSQL = SQL(
    "cost_ledger.walk",
    """
    SELECT \(LedgerStore.columns) FROM cost_ledger WHERE sku_id = ? AND entry >= ? AND entry < ? \
    ORDER BY entry
    """)
  private static let lastSQL = SQL(
    "cost_ledger.last_entry",
    "SELECT COALESCE(MAX(entry), 0) FROM cost_ledger WHERE sku_id = ? AND entry < ?")
  private static let policySQL = SQL(
    "cost_ledger.policy_before",
    """
    SELECT method, standard_cost FROM cost_ledger WHERE sku_id = ? AND entry < ? \
    AND kind = 'revaluation' ORDER BY entry DESC LIMIT 1
    """)

  /// The receipt of a document, as it is before an entry; nil when nothing came by it. 1 round
  /// trip.
  static func find(
    _ document: CostDocument, of skuID: Int64, before entry: Int64 = .max,
    on database: DatabaseConnection
  ) throws -> Receipt? {
    let key = document.ledgerKey(skuID) + [.int(entry)]
    var first: (entry: Int64, documentID: Int64?, warehouseID: Int64)?
    var (quantity, sent, total) = (QuantitySum.zero, QuantitySum.zero, ReceiptTotal.zero)
    for row in try database.query(findSQL, key + key, line) {
      if row.kind == .correction {
        if let newTotal = row.receiptTotal {
          total = newTotal
        } else if let unitCost = row.unitCost {
          total = try ReceiptCost.total(of: quantity, at: unitCost)
        }
      } else if row.quantity.isNegative {
        sent = try sent - QuantitySum(row.quantity)
      } else {
        quantity = try quantity + QuantitySum(row.quantity)
        total = try total + (row.given ?? .zero).converted()
        first = first ?? (row.entry, row.documentID, row.warehouseID ?? 0)
      }
    }
    guard let first else { return nil }
    return Receipt(
      skuID: skuID,
      document: CostDocument(
        document.type, document.number, id: document.id ?? first.documentID),
      firstEntry: first.entry, warehouseID: first.warehouseID,
      cost: ReceiptCost(quantity: quantity, total: total, sentBack: sent))
  }

  private struct Line {
    let entry: Int64
    let kind: LedgerEntry.Kind
    let quantity: Quantity
    let given: CostValue?
    let unitCost: UnitCost?
    let receiptTotal: ReceiptTotal?
    let documentID: Int64?
    let warehouseID: Int64?
  }

  private static func line(_ row: borrowing Row) throws(DatabaseError) -> Line {
    Line(
      entry: try row.int(), kind: try row.choice(), quantity: try row.decimal(),
      given: try row.wideOrNil(), unitCost: try row.decimalOrNil(),
      receiptTotal: try row.wideOrNil(), documentID: try row.intOrNil(),
      warehouseID: try row.intOrNil())
  }

  /// The documents of one number that brought goods of the SKU, into one warehouse or into any.
  static func named(
    _ document: CostDocument, of skuID: Int64, warehouseID: Int64?,
    on database: DatabaseConnection
  ) throws(DatabaseError) -> [(documentID: Int64?, warehouseID: Int64)] {
    try database.query(
      namedSQL,
      [
        .text(document.number), .int(skuID), .text(document.type), .of(warehouseID),
        .of(warehouseID),
      ]
    ) { row throws(DatabaseError) in (try row.intOrNil(), try row.int()) }
  }

  /// The document of an id, if it brought goods of the SKU.
  static func document(
    _ id: Int64, of skuID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> CostDocument? {
    try database.first(byIDSQL, [.int(id), .int(skuID)]) { row throws(DatabaseError) in
      CostDocument(try row.text(), try row.text(), id: id)
    }
  }

  /// How much of a receipt the average held before an entry: the walk of contract 2, section A, of
  /// at most 100,000 entries. 2 round trips, a third for entries of before the upgrade, and 1 for
  /// each 20 documents whose goods came back.
  static func share(
    of receipt: Receipt, before entry: Int64 = .max, on database: DatabaseConnection
  ) throws -> ReceiptShare {
    try walk(for: receipt, before: entry, on: database)?.share ?? .zero
  }

  /// The walk for a receipt up to an entry; nil when that is too far, or more than it can count.
  /// Round trips as for `share`.
  static func walk(
    for receipt: Receipt, before entry: Int64, on database: DatabaseConnection
  ) throws -> ReceiptWalk? {
    let last = try database.first(lastSQL, [.int(receipt.skuID), .int(entry)]) {
      row throws(DatabaseError) in try row.int()
    }
    guard let last, last.subtracting(capped: receipt.firstEntry) < ReceiptWalk.entriesMax else {
      return nil
    }
    let entries = try database.query(
      walkSQL, [.int(receipt.skuID), .int(receipt.firstEntry), .int(entry)], LedgerStore.entry)
    do {
      return try walk(entries, for: receipt, on: database)
    } catch is DecimalFault {
      // More on hand than a share can be counted in: 10^19.
      return nil
    }
  }

  private static func walk(
    _ entries: [LedgerEntry], for receipt: Receipt, on database: DatabaseConnection
  ) throws -> ReceiptWalk {
    let corrected = Set(entries.filter { $0.kind == .correction }.compactMap(\.origin))
    var isFixed = try Self.isFixed(before: entries.first, on: database)
    var walk = ReceiptWalk(outBefore: try outBefore(entries, receipt, on: database))
    for entry in entries {
      if entry.kind == .revaluation { isFixed = entry.policy?.fixedCost != nil }
      let step =
        entry.move.map {
          ShareStep(
            $0, for: receipt.document, hadTotal: entry.given != nil, share: entry.share,
            corrected: corrected)
        } ?? .valuation
      let before = try entry.onHand - step.change
      try walk.apply(step, onHand: before, isFixed: isFixed)
    }
    return walk
  }

  /// Whether goods were valued at a standard cost when the walk began: entries say so themselves,
  /// but for those of before the upgrade.
  private static func isFixed(
    before entry: LedgerEntry?, on database: DatabaseConnection
  ) throws(DatabaseError) -> Bool {
    guard let entry else { return false }
    if entry.occurredAt != nil { return entry.policy?.fixedCost != nil }
    let policy = try database.first(policySQL, [.int(entry.skuID), .int(entry.number)]) {
      row throws(DatabaseError) in try row.policyOrNil()
    }
    return policy??.fixedCost != nil
  }

  /// What was still out, before the walk, for the documents whose goods leave and come back in it.
  private static func outBefore(
    _ entries: [LedgerEntry], _ receipt: Receipt, on database: DatabaseConnection
  ) throws -> [CostDocument: QuantitySum] {
    let moves = entries.compactMap(\.move)
    let gone = Set(moves.filter(\.quantity.isNegative).map(\.document))
    var asked: Set<CostDocument> = []
    for move in moves {
      guard case .origin(let origin) = move.basis, gone.contains(origin) else { continue }
      asked.insert(origin)
    }
    let documents = Array(asked)
    let balances = try LedgerStore.origins(
      documents.map { ($0, receipt.skuID, receipt.firstEntry) }, on: database)
    var out: [CostDocument: QuantitySum] = [:]
    for (document, balance) in zip(documents, balances) {
      out[document] = max(.zero, try balance.left - balance.back)
    }
    return out
  }
}
