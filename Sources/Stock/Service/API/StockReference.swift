/// What an organisation has a warehouse for (contract 2, B).
package enum StockPurpose: String, CaseIterable, Sendable {
  /// Goods that are sold, locked, or taken out.
  case sale
  /// Goods that come in or are made, and counts.
  case receipt
  /// Goods that customers bring back.
  case `return`
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

/// What a document did, seen as a whole.
enum DocumentDirection: String {
  case `in`
  case out
  case transfer
  case count

  init(_ type: StockReferenceType, _ quantity: Quantity) {
    self =
      switch type {
      case .transfer: .transfer
      case .count: .count
      default: quantity.isNegative ? .out : .in
      }
  }
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
    organisationID: Int64, origin: StockOrigin? = nil, occurredAt: Instant? = nil
  ) {
    self.type = type
    self.number = number
    self.userID = userID
    self.requestID = requestID
    self.organisationID = organisationID
    self.origin = origin
    self.occurredAt = occurredAt
  }
}
