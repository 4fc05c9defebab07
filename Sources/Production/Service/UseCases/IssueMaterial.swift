import ItemService
import StockDomain
import StockService

/// Takes an order's material out of its warehouse: all of it or nothing. The caller holds the
/// order's row.
enum IssueMaterial {
  enum Outcome {
    case issued(StockPosting)
    case short([MaterialShortage])
  }

  /// Changes `order` and its materials' rows, not yet the order's own row. When it is short nothing
  /// is written at all but in `order`.
  static func run(
    _ order: inout ProductionOrder, for document: StockReference, on database: DatabaseConnection
  ) throws -> Outcome {
    let lines = order.materials.map { StockLine(skuID: $0.skuID, quantity: $0.required) }
    let facts = try ItemAPI.skus(lines.map(\.skuID).sorted(), on: database)
    do {
      let posting = try StockAPI.withdraw(
        lines, warehouse: order.warehouseID, facts: facts, for: document, on: database)
      order.issueAll()
      try ProductionStore.issue(order.id, on: database)
      return .issued(posting)
    } catch StockRefusal.insufficient(let shortages) {
      order.noteShort(
        Dictionary(shortages.map { ($0.skuID, $0.available) }, uniquingKeysWith: { $1 }))
      return .short(order.shortages)
    }
  }
}
