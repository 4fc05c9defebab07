import Kernel
import WebAPI

/// What moved: the answer to every document that moves goods.
struct PostedMoves: ObjectAnswer {
  let moves: [MoveAnswer]

  init(_ moves: [StockMove]) { self.moves = moves.map(MoveAnswer.init) }

  static let shape: [AnswerField<PostedMoves>] = [.answer("moves") { $0.moves }]
}

/// One move, and the level of its warehouse after it.
struct MoveAnswer: ObjectAnswer {
  let move: StockMove

  static let shape: [AnswerField<MoveAnswer>] = [
    .id("move_id") { $0.move.moveID },
    .id("document_id") { $0.move.documentID },
    .id("sku_id") { $0.move.skuID },
    .id("warehouse_id") { $0.move.warehouseID },
    .decimal("qty") { $0.move.quantity },
    .decimal("on_hand") { $0.move.onHand },
    .decimal("locked") { $0.move.locked },
    .decimal("available") { $0.move.available },
    .id("seq") { $0.move.seq },
  ]
}

/// A lock that was taken.
struct LockAnswer: ObjectAnswer {
  struct Line: ObjectAnswer {
    let skuID: Int64
    let quantity: Quantity
    /// What the lock still holds of it.
    let held: Quantity
    let available: Quantity

    static let shape: [AnswerField<Line>] = [
      .id("sku_id") { $0.skuID },
      .decimal("qty") { $0.quantity },
      .decimal("held") { $0.held },
      .decimal("available") { $0.available },
    ]
  }

  let number: String
  let status: LockStore.Status
  let warehouseID: Int64
  let expiresAt: Instant?
  let lines: [Line]

  init(_ number: String, _ expiresAt: Instant?, _ hold: StockHold) {
    self.number = number
    self.expiresAt = expiresAt
    status = .held
    warehouseID = hold.warehouseID
    let available = Dictionary(
      uniqueKeysWithValues: hold.balances.map { ($0.skuID, $0.available) })
    lines = hold.lines.map { line in
      Line(
        skuID: line.skuID, quantity: line.quantity, held: line.quantity,
        available: available[line.skuID] ?? .zero)
    }
  }

  /// How a lock that was taken before stands now.
  init(_ number: String, _ states: [LockState]) {
    self.number = number
    status = states.status
    warehouseID = states.first?.warehouseID ?? StockAPI.defaultWarehouse
    expiresAt = states.first?.expiresAt
    lines = states.map { state in
      Line(
        skuID: state.skuID, quantity: state.quantity, held: state.held,
        available: state.available)
    }
  }

  static let shape: [AnswerField<LockAnswer>] = [
    .text("ref_no") { $0.number },
    .choice("status") { $0.status },
    .id("warehouse_id") { $0.warehouseID },
    .optionalInstant("expires_at") { $0.expiresAt },
    .answer("lines") { $0.lines },
  ]
}

/// What a lock gave back.
struct UnlockAnswer: ObjectAnswer {
  struct Line: ObjectAnswer {
    let skuID: Int64
    let quantity: Quantity

    static let shape: [AnswerField<Line>] = [
      .id("sku_id") { $0.skuID },
      .decimal("qty") { $0.quantity },
    ]
  }

  let number: String
  let released: [Line]

  init(_ number: String, _ released: [StockLine]) {
    self.number = number
    self.released = released.map { Line(skuID: $0.skuID, quantity: $0.quantity) }
  }

  static let shape: [AnswerField<UnlockAnswer>] = [
    .text("ref_no") { $0.number },
    .answer("released") { $0.released },
  ]
}
