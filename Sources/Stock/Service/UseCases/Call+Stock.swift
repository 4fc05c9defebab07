import EventModel
import ItemService

/// What every writing call of the stock centre does alike.
extension Call {
  /// The facts of the SKUs of a request's lines, all of which are there, and whose units hold the
  /// lines' quantities. 1 round trip.
  /// - Parameter lines: as they were sent
  func facts(of lines: [StockLine]) throws -> [Int64: SKUInfo] {
    let facts = try ItemAPI.skus(Set(lines.map(\.skuID)).sorted(), on: database)
    try facts.requireKnown(lines.map(\.skuID))
    try facts.requirePlaces(of: lines.map { ($0.skuID, $0.quantity) }, in: language)
    return facts
  }

  /// Runs what a request's lines ask for; a shortage names the lines.
  func telling<Value>(_ lines: [StockLine], _ work: () throws -> Value) throws -> Value {
    do {
      return try work()
    } catch let refusal as StockRefusal {
      throw refusal.told(ofLines: lines.map(\.skuID))
    }
  }

  /// Refuses a warehouse that is not there for this caller.
  func requireWarehouse(_ warehouseID: Int64) throws {
    try WarehouseDirectory.require(warehouseID, scope: caller.scope, on: database)
  }

  /// Whether the caller sees a warehouse: one of its organisations, or one that all share.
  func seesWarehouse(_ warehouseID: Int64) throws -> Bool {
    do {
      try requireWarehouse(warehouseID)
      return true
    } catch StockRefusal.warehouseNotFound {
      return false
    }
  }

  /// Writes the events, 1 round trip, and shows the new levels once they are committed.
  func publish(_ events: [any EventPayload], _ balances: [StockBalance]) throws(DatabaseError) {
    try publish(events)
    afterCommit { SoldOutGate.publish(balances, to: $0) }
  }
}

/// A document of goods as a call posts it.
struct GoodsDocument {
  /// Of its natural key.
  let kind: String
  let number: String
  let type: StockReferenceType
  let direction: DocumentDirection
  /// Nil: when it is posted.
  let occurredAt: Instant?
  /// What it says if it goes to that warehouse.
  let contents: (Int64) -> String
}

extension Call {
  /// The warehouse of a document: the one that is named, else where the same document of this
  /// caller went first, whatever has been assigned since, else the one that is assigned now.
  /// 1 round trip more for a document that names none.
  func warehouse(
    _ named: Int64?, for purpose: StockPurpose, of document: GoodsDocument
  ) throws -> Int64 {
    let warehouse = try warehouse(named, for: purpose)
    if named != nil { return warehouse }
    let others = try DocumentQueries.otherPlaces(
      document.number, document.type, document.direction, by: caller.userID, than: warehouse,
      on: database)
    return try others.first { place in
      try hasPosted(
        document.kind, document.number, scope: documentScope(in: place),
        contents: document.contents(place))
    } ?? warehouse
  }

  /// Posts a document once: a repeat is answered as the first time.
  /// - Parameters:
  ///   - warehouse: of a transfer the one that the goods leave
  ///   - work: moves the goods, as of the document's date
  func post(
    _ document: GoodsDocument, in warehouse: Int64, _ work: (Instant?) throws -> StockPosting
  ) throws -> Recorded<PostedMoves> {
    try once(
      document.kind, document.number, scope: documentScope(in: warehouse),
      contents: document.contents(warehouse)
    ) {
      let posting = try work(documentDate(document.occurredAt))
      try publish(posting.events, posting.balances)
      return PostedMoves(moves: posting.moves)
    }
  }
}

extension DocumentContents {
  /// A goods document's meaning: the same for the same goods, in whatever order they stand. No text
  /// of a request holds control characters, so that they can part its fields.
  static func goods(_ header: [String], _ lines: [StockLine]) -> String {
    let goods = lines.map { goods in
      line([
        "\(goods.skuID)", goods.quantity.description, goods.unitCost?.description ?? "",
        goods.batchNumber ?? "",
      ])
    }
    return text(header + goods.sorted())
  }
}
