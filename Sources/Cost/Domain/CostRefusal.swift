/// Why the cost centre says no.
package enum CostRefusal: Error, Equatable, Sendable {
  /// There is no such SKU.
  case skuNotFound
  /// There is no completed production order of that id.
  case sheetNotFound
  /// Nothing of the SKU came by that document, or it is not costed yet.
  case receiptNotFound
  /// The sums do not fit.
  case outOfRange
  /// The period begins only later.
  case periodNotBegun
  /// A period that is open cannot be opened.
  case periodNotClosed
}
