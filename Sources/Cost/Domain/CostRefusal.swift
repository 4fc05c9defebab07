/// Why the cost centre says no.
package enum CostRefusal: Error, Equatable, Sendable {
  /// There is no such SKU.
  case skuNotFound
  /// There is no completed production order of that id.
  case sheetNotFound
  /// Nothing of the SKU came by that document, or it is not costed yet.
  case receiptNotFound
  /// All that came by that document went back to its supplier.
  case receiptReturned
  /// Several documents of that number brought the SKU.
  case documentAmbiguous([Receipt])
  /// The sums do not fit.
  case outOfRange
  /// The period begins only later.
  case periodNotBegun
  /// A period that is open cannot be opened.
  case periodNotClosed

  /// A document that could be meant.
  package struct Receipt: Equatable, Sendable {
    /// Nil for documents of before there were ids.
    package let documentID: Int64?
    package let warehouseID: Int64

    package init(documentID: Int64?, warehouseID: Int64) {
      self.documentID = documentID
      self.warehouseID = warehouseID
    }
  }
}
