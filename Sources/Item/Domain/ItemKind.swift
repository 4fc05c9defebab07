/// What an item is to the house that keeps it.
package enum ItemKind: String, CaseIterable, Sendable {
  case finished
  case semi
  case raw
  /// Nothing to stock: delivery, repair.
  case service
}
