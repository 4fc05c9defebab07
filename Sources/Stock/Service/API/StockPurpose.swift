/// What an organisation has a warehouse for (contract 2, B).
package enum StockPurpose: String, CaseIterable, Sendable {
  /// Goods that are sold, locked, or taken out.
  case sale
  /// Goods that come in or are made, and counts.
  case receipt
  /// Goods that customers bring back.
  case `return`
}
