import EventModel
import EventStream

/// What the cost centre tells the others.
enum CostEvents {
  /// What the book changed, and the sheets that were settled, as one event, and one for each late
  /// price. 1 round trip; nothing when nothing was valued.
  static func publish(
    _ book: CostBook, sheets: [CostCalculated.SheetCost] = [], source: String, requestID: String
  ) throws(DatabaseError) {
    if book.changed.isEmpty, sheets.isEmpty { return }
    let costs = book.changed.sorted().compactMap { book.accounts[$0] }.map { account in
      CostCalculated.SKUCost(
        skuID: account.skuID, entry: account.lastEntry, sequence: account.lastSequence,
        method: account.state.policy.method.rawValue,
        unitCost: account.state.unitCost.description,
        onHand: account.state.onHand.description, value: account.state.value.description)
    }
    var events: [any EventPayload] = book.corrections.compactMap(correction)
    events.append(CostCalculated(costs: costs, sheets: sheets))
    try Outbox.append(events, source: source, requestID: requestID, on: book.database)
  }

  private static func correction(_ entry: LedgerEntry) -> CostCorrected? {
    guard let receipt = entry.origin, let total = entry.given else { return nil }
    return CostCorrected(
      skuID: entry.skuID, entry: entry.number,
      receipt: StockDocument.Origin(refType: receipt.type, reference: receipt.number),
      documentID: receipt.id, number: entry.document.number, total: total.description,
      amount: entry.amount.description, variance: entry.variance.description)
  }
}
