import CostDomain
import EventCatalog
import EventStream
import Kernel
import MariaDBClient

/// What the cost centre tells the others.
enum CostEvents {
  /// What the book changed, and the sheets that were settled, as one event. 1 round trip; nothing
  /// when nothing was valued.
  static func publish(
    _ book: CostBook, sheets: [CostCalculated.SheetCost] = [], source: String, requestID: String
  ) throws(DatabaseError) {
    if book.changed.isEmpty, sheets.isEmpty { return }
    let costs = book.changed.sorted().compactMap { book.accounts[$0] }.map { account in
      CostCalculated.SKUCost(
        skuID: account.skuID, entry: account.lastEntry, sequence: account.lastSeq,
        method: account.state.policy.method.rawValue,
        unitCost: account.state.unitCost.description,
        onHand: account.state.onHand.description, value: account.state.value.description)
    }
    try Outbox.append(
      [CostCalculated(costs: costs, sheets: sheets)], source: source, requestID: requestID,
      on: book.database)
  }
}
