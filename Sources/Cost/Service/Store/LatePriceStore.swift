/// What late prices put on goods while these were out: had the receipt always carried its price of
/// now, they would have left for that much more, and come back with it (contract 2, section A).
enum LatePriceStore {
  private static let sinceSQL = SQL(
    "cost_ledger.late_prices",
    """
    SELECT entry, origin_type, origin_no, origin_id, receipt_total, entry - came_at FROM (\
    SELECT c.entry, c.origin_type, c.origin_no, c.origin_id, c.receipt_total, \
    (SELECT MIN(a.entry) FROM cost_ledger a WHERE \(ReceiptStore.arrivals)) AS came_at \
    FROM cost_ledger c WHERE c.sku_id = ? AND c.entry > GREATEST(?, (SELECT MAX(l.entry) \
    FROM cost_ledger l WHERE l.sku_id = ? AND l.entry < ?) - \(ReceiptWalk.entriesMax)) \
    AND c.entry < ? AND c.kind = 'correction' AND c.share IS NOT NULL) AS late \
    WHERE came_at < ? ORDER BY came_at DESC, entry DESC
    """)

  private struct LatePrice {
    let entry: Int64
    let document: CostDocument
    let newTotal: ReceiptTotal
    /// Entries from the receipt to the late price.
    let steps: Int64
  }

  /// What late prices before an entry put on the goods of a move that come back. 1 round trip, and
  /// for each late price of goods that came before these left, 1 and those of
  /// `ReceiptStore.share`.
  static func late(
    of move: CostMove, from origin: CostDocument, _ balance: OriginBalance, total: CostValue,
    before entry: Int64, on database: DatabaseConnection
  ) throws -> CostValue {
    guard let departures = balance.departures else { return .zero }
    do {
      let prices = try prices(
        on: origin, of: move.skuID, leftAt: departures, before: entry, database)
      return try balance.late(of: move.size, prices, total: total)
    } catch is DecimalFault {
      // As with shares: beyond all measure they stay a variance.
      return .zero
    }
  }

  /// What they put on all that was out for a document when they came. All walks together take no
  /// more entries than one may, those for the newest receipts first: of what came further back next
  /// to nothing was left.
  private static func prices(
    on document: CostDocument, of skuID: Int64, leftAt departures: ClosedRange<Int64>,
    before entry: Int64, _ database: DatabaseConnection
  ) throws -> ReceiptTotal {
    let latePrices = try database.query(
      sinceSQL,
      [
        .int(skuID), .int(departures.lowerBound), .int(skuID), .int(entry), .int(entry),
        .int(departures.upperBound),
      ], latePrice)
    var sum = ReceiptTotal.zero
    var walked: Int64 = 0
    for price in latePrices {
      let (steps, overflow) = walked.addingReportingOverflow(price.steps)
      guard !overflow, steps <= ReceiptWalk.entriesMax else { break }
      walked = steps
      guard
        let receipt = try ReceiptStore.find(
          price.document, of: skuID, before: price.entry, on: database),
        let walk = try ReceiptStore.walk(for: receipt, before: price.entry, on: database)
      else { continue }
      sum =
        try sum
        + receipt.cost.difference(to: price.newTotal, on: walk.share(outFor: document))
    }
    return sum
  }

  private static func latePrice(_ row: borrowing Row) throws(DatabaseError) -> LatePrice {
    LatePrice(
      entry: try row.int(), document: try row.document(), newTotal: try row.wide(),
      steps: try row.int())
  }
}
