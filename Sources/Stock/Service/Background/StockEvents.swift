import EventModel

/// What the stock centre tells the others.
enum StockEvents {
  /// Levels changed without a move: goods were locked or are free again.
  static func changed(
    _ balances: [StockBalance], by kind: String, owner: LockOwner, reference: String
  ) -> StockChanged {
    StockChanged(
      document: StockDocument(
        kind: kind, refType: owner == .order ? "order" : "lock", reference: reference),
      lines: balances.map { line($0, move: nil) })
  }

  /// Goods moved: StockOut, StockIn where there are such moves, and one StockChanged.
  static func posted(
    _ moves: [StockMove], versions: [Int64], for posted: PostedDocument
  ) -> [any EventPayload] {
    let reference = posted.reference
    let out = moves.filter(\.quantity.isNegative)
    let `in` = moves.filter(\.quantity.isPositive)
    let kind =
      switch reference.type {
      case .transfer: "transfer"
      case .count: "count"
      default: out.isEmpty ? "in" : "out"
      }
    let document = StockDocument(
      kind: kind, refType: reference.type.rawValue, reference: reference.number,
      origin: reference.origin.map {
        StockDocument.Origin(refType: $0.type.rawValue, reference: $0.number)
      }, documentID: posted.documentID, originDocumentID: posted.originDocumentID,
      occurredAt: posted.occurredAt)
    var events: [any EventPayload] = []
    events += moved(out, by: document).map { StockOut($0) }
    events += moved(`in`, by: document).map { StockIn($0) }
    events.append(
      StockChanged(
        document: document, lines: zip(moves, versions).map { line($0, version: $1) }))
    return events
  }

  /// One for each warehouse.
  private static func moved(_ moves: [StockMove], by document: StockDocument) -> [MovedGoods] {
    Dictionary(grouping: moves, by: \.warehouseID).sorted { $0.key < $1.key }.map {
      MovedGoods(document: document, warehouseID: $0.key, moves: $0.value.map(snapshot))
    }
  }

  private static func line(
    _ balance: StockBalance, move: StockChangedLine.Move?
  ) -> StockChangedLine {
    StockChangedLine(
      skuID: balance.skuID, warehouseID: balance.warehouseID, onHand: balance.level.onHand,
      locked: balance.level.locked, available: balance.level.available, version: balance.version,
      move: move)
  }

  private static func line(_ move: StockMove, version: Int64) -> StockChangedLine {
    line(
      StockBalance(key: move.key, level: move.level, version: version),
      move: StockChangedLine.Move(
        moveID: move.moveID, sequence: move.sequence, quantity: move.quantity,
        unitCost: move.unitCost, batchNumber: move.batchNumber))
  }

  private static func snapshot(_ move: StockMove) -> StockMoveSnapshot {
    StockMoveSnapshot(
      moveID: move.moveID, skuID: move.skuID, warehouseID: move.warehouseID,
      quantity: move.quantity, unitCost: move.unitCost, batchNumber: move.batchNumber,
      onHand: move.onHand, locked: move.locked, available: move.available,
      sequence: move.sequence)
  }
}
