package import EventStream
import ItemService

/// What the cost centre does with other centres' events.
package enum CostConsumers {
  static let source = "erp-worker"

  /// Up to 50 documents are valued together: their SKUs' rows are locked in ascending order, their
  /// moves written by a few statements.
  package static let group = ConsumerGroup(
    name: "cost",
    handlers: [
      EventHandler(upTo: 50, StockChanged.self) { try value($0, $1) },
      EventHandler(upTo: 20, MoCompleted.self) { events, context in
        try finish(events.map { FinishedOrder($0.payload) }, events.first?.requestID, context)
      },
      EventHandler(upTo: 20, MoCancelled.self) { events, context in
        try finish(events.map { FinishedOrder($0.payload) }, events.first?.requestID, context)
      },
      EventHandler(upTo: 20, ItemUpdated.self) { try revalue($0, $1) },
    ])

  private static func value(_ events: [Event<StockChanged>], _ context: DeliveryContext) throws {
    let moves = events.flatMap { $0.payload.moves(at: $0.occurredAt) }
    guard !moves.isEmpty, let first = events.first else { return }
    var book = CostBook(context.connection)
    try book.post(moves)
    let sheets = try SheetSettling.settle(book.takeTouchedOrders(), in: &book)
    try book.flush()
    try CostEvents.publish(book, sheets: sheets, source: source, requestID: first.requestID)
  }

  /// Production orders are over: their sheets are settled as soon as all their material is valued.
  private static func finish(
    _ finished: [FinishedOrder], _ requestID: String?, _ context: DeliveryContext
  ) throws {
    guard let requestID else { return }
    var book = CostBook(context.connection)
    var orders: Set<String> = []
    for order in finished.sorted(by: { $0.order.number < $1.order.number })
    where try SheetStore.complete(order, on: context.connection) {
      orders.insert(order.order.number)
    }
    let sheets = try SheetSettling.settle(orders, in: &book)
    try book.flush()
    try CostEvents.publish(book, sheets: sheets, source: source, requestID: requestID)
  }

  /// A new method or standard cost counts from now on, as the item centre has it now: of two such
  /// events the later may come first.
  private static func revalue(_ events: [Event<ItemUpdated>], _ context: DeliveryContext) throws {
    let named = Set(events.flatMap { $0.payload.item.skus.map(\.skuID) }).sorted()
    let known = try AccountStore.forUpdate(named, on: context.connection).keys.sorted()
    guard !known.isEmpty, let first = events.first else { return }
    let policies = try AccountStore.policies(of: known, on: context.connection)
    var book = CostBook(context.connection)
    try book.open(known)
    for skuID in known {
      guard let policy = policies[skuID], policy != book.accounts[skuID]?.state.policy else {
        continue
      }
      let entry = LedgerEntry(skuID: skuID, .revaluation, CostDocument("item", first.key))
      _ = try book.add(entry, meaning: .revaluation(policy))
    }
    try book.flush()
    try CostEvents.publish(book, source: source, requestID: first.requestID)
  }
}

extension StockChanged {
  /// The lines that moved goods, dated at `moment` where the document has no date of its own.
  fileprivate func moves(at moment: Instant) -> [CostMove] {
    let origin = document.origin.map {
      CostDocument($0.refType, $0.reference, id: document.originDocumentID)
    }
    return lines.compactMap { line in
      line.move.map { move in
        CostMove(
          skuID: line.skuID, sequence: move.sequence, moveID: move.moveID,
          warehouseID: line.warehouseID, quantity: move.quantity,
          unitCost: document.saysCost(of: move) ? move.unitCost : nil,
          document: CostDocument(document.refType, document.reference, id: document.documentID),
          origin: origin, occurredAt: document.occurredAt ?? moment)
      }
    }
  }
}

extension StockDocument {
  /// Only what comes in names a cost: what left with one did so before documents had ids.
  fileprivate func saysCost(of move: StockChangedLine.Move) -> Bool {
    move.quantity.isPositive || documentID == nil
  }
}
