import Kernel
import StockDomain
import Transactions
import WebAPI

/// A document that names no warehouse, and may have been posted before.
struct UnplacedDocument {
  /// Of its natural key.
  let kind: String
  let number: String
  let type: StockReferenceType
  let direction: DocumentStore.Direction
  /// What it says if it goes to that warehouse.
  let contents: (Int64) -> String
}

extension Call {
  /// The warehouse of a document: the one that is named, else where the same document of this
  /// caller went first, whatever has been assigned since, else the one that is assigned now.
  /// 1 round trip more for a document that names none.
  func warehouse(
    _ named: Int64?, for purpose: StockPurpose, of document: UnplacedDocument
  ) throws -> Int64 {
    let warehouse = try warehouse(named, for: purpose)
    if named != nil { return warehouse }
    let others = try DocumentStore.otherPlaces(
      document.number, document.type, document.direction, by: caller.userID, than: warehouse,
      on: database)
    return try others.first { place in
      try hasPosted(
        document.kind, document.number, scope: documentScope(in: place),
        contents: document.contents(place))
    } ?? warehouse
  }
}
