package import Kernel

/// A row of the ledger: goods that came or, with a negative quantity, left.
package struct StockMove: Hashable, Sendable {
  package let moveID: Int64
  /// The document that moved it.
  package let documentID: Int64
  package let skuID: Int64
  package let warehouseID: Int64
  package let quantity: Quantity
  /// The warehouse's level after the move.
  package let onHand: Quantity
  package let locked: Quantity
  package let available: Quantity
  /// 1, 2, 3 … per SKU without a gap, over all warehouses.
  package let seq: Int64
  package let unitCost: UnitCost?
  package let batchNumber: String?
}

/// What kind of document moves goods.
package enum StockReferenceType: String, CaseIterable, Sendable {
  case purchase
  case production
  case `return`
  case opening
  case manual
  case sale
  case transfer
  case count
}

/// The document that the goods of another one belong to: the sale or purchase whose goods come
/// back, the purchase order whose goods come, or the production order that material is taken for
/// beyond its bill.
package struct StockOrigin: Hashable, Sendable {
  package let type: StockReferenceType
  package let number: String
  /// The goods document itself; nil where the origin is an order that moves nothing under its
  /// number, or where only its number is known: a `return` then finds the document that its goods
  /// left by.
  package let documentID: Int64?

  package init(_ type: StockReferenceType, _ number: String, documentID: Int64? = nil) {
    self.type = type
    self.number = number
    self.documentID = documentID
  }
}

/// The document that moves goods, and who posted it.
package struct StockReference: Sendable {
  package let type: StockReferenceType
  package let number: String
  /// 0 for the system's own work.
  package let userID: Int64
  package let requestID: String
  /// The organisation that it belongs to: that of its order, else of who posted it.
  package let organisationID: Int64
  /// Nil for goods that are not those of another document.
  package let origin: StockOrigin?
  /// The moment by which periods and reports go; nil: when it is written, by the database's clock.
  package let occurredAt: Instant?

  package init(
    _ type: StockReferenceType, _ number: String, userID: Int64, requestID: String,
    organisation: Int64, origin: StockOrigin? = nil, occurredAt: Instant? = nil
  ) {
    self.type = type
    self.number = number
    self.userID = userID
    self.requestID = requestID
    self.organisationID = organisation
    self.origin = origin
    self.occurredAt = occurredAt
  }
}
