extension AnswerField {
  /// A move, and the level of its warehouse after it: the fields of every answer that tells one.
  /// - Parameters:
  ///   - withDocument: whether the document that moved it is told
  ///   - withCost: whether its unit cost is told, to those who may see costs
  package static func stockMove(
    withDocument: Bool = false, withCost: Bool = false,
    _ get: @escaping @Sendable (Owner) -> StockMove
  ) -> [AnswerField] {
    var fields: [AnswerField] = [.id("move_id") { get($0).moveID }]
    if withDocument { fields.append(.id("document_id") { get($0).documentID }) }
    fields += [
      .id("sku_id") { get($0).skuID },
      .id("warehouse_id") { get($0).warehouseID },
      .decimal("qty") { get($0).quantity },
    ]
    if withCost {
      fields.append(.optionalDecimal("unit_cost") { get($0).unitCost }.guarded(by: .cost))
    }
    return fields + level { get($0).level } + [.positive("seq") { get($0).sequence }]
  }

  /// What lies there, and how much of it is spoken for.
  static func level(_ get: @escaping @Sendable (Owner) -> StockLevel) -> [AnswerField] {
    [
      .decimal("on_hand") { get($0).onHand }, .decimal("locked") { get($0).locked },
      .decimal("available") { get($0).available },
    ]
  }

  /// The same, added up over several places.
  fileprivate static func sum(_ get: @escaping @Sendable (Owner) -> LevelSum) -> [AnswerField] {
    [
      .sum("on_hand") { get($0).onHand }, .sum("locked") { get($0).locked },
      .sum("available") { get($0).available },
    ]
  }
}

/// What moved: the answer to every document that moves goods.
struct PostedMoves: ObjectAnswer {
  let moves: [StockMove]

  static let shape: [AnswerField<PostedMoves>] = [.answer("moves") { $0.moves }]
}

extension StockMove: ObjectAnswer {
  package static let shape: [AnswerField<StockMove>] = AnswerField.stockMove(withDocument: true) {
    $0
  }
}

/// A row of the ledger.
struct LedgerItem: ObjectAnswer {
  let move: StockMove
  /// Whose document moved it; nil: nobody's that is known.
  let organisationID: Int64?
  let referenceType: StockReferenceType
  /// Nil, as are the next two, for another organisation's move in a shared warehouse.
  var referenceNumber: String?
  var userID: Int64?
  var requestID: String?
  let occurredAt: Instant
  let createdAt: Instant

  static let shape: [AnswerField<LedgerItem>] =
    [
      .id("move_id") { $0.move.moveID },
      .id("document_id") { $0.move.documentID },
      .id("sku_id") { $0.move.skuID },
      .id("seq") { $0.move.sequence },
      .id("warehouse_id") { $0.move.warehouseID },
      .decimal("qty") { $0.move.quantity },
    ] + AnswerField.level { $0.move.level } + [
      .optionalDecimal("unit_cost") { $0.move.unitCost }.guarded(by: .cost),
      .optionalText("batch_no") { $0.move.batchNumber },
      .text("ref_type") { $0.referenceType.rawValue },
      .optionalText("ref_no") { $0.referenceNumber },
      .optionalInteger("user_id") { $0.userID },
      .optionalText("request_id") { $0.requestID },
      .instant("occurred_at") { $0.occurredAt },
      .instant("created_at") { $0.createdAt },
    ]

  /// The same without who wrote it.
  var anonymous: LedgerItem {
    var item = self
    (item.referenceNumber, item.userID, item.requestID) = (nil, nil, nil)
    return item
  }
}

/// What lies in several places, added up.
struct LevelSum {
  let onHand: QuantitySum
  let locked: QuantitySum

  /// Never out of range: 38 digits hold what a table's columns of 18 add up to.
  var available: QuantitySum { (try? onHand - locked) ?? onHand }
}

extension LevelSum {
  init(of balances: [StockBalance]) {
    onHand = QuantitySum(of: balances.map(\.level.onHand))
    locked = QuantitySum(of: balances.map(\.level.locked))
  }
}

/// A SKU's level over all warehouses that the caller sees, and in each of them.
struct LevelAnswer: ObjectAnswer {
  let skuID: Int64
  let warehouses: [StockBalance]

  static let shape: [AnswerField<LevelAnswer>] =
    [.id("sku_id") { $0.skuID }] + AnswerField.sum { LevelSum(of: $0.warehouses) }
    + [.answer("warehouses") { $0.warehouses }]
}

extension StockBalance: ObjectAnswer {
  package static let shape: [AnswerField<StockBalance>] =
    [.id("warehouse_id") { $0.warehouseID }] + AnswerField.level { $0.level }
    + [.integer("version") { $0.version }]
}

/// A row of the stock list.
struct StockListItem: ObjectAnswer {
  let skuID: Int64
  /// Nil where warehouses are summed up.
  let warehouseID: Int64?
  let sum: LevelSum
  /// Only in the list of what is below it.
  let safetyStock: Quantity?

  static let shape: [AnswerField<StockListItem>] =
    [
      .id("sku_id") { $0.skuID },
      .optionalID("warehouse_id") { $0.warehouseID },
    ] + AnswerField.sum { $0.sum } + [.optionalDecimal("safety_stock") { $0.safetyStock }]
}

extension AnswerField {
  /// A number that may be null.
  fileprivate static func optionalInteger(
    _ name: StaticString, _ get: @escaping @Sendable (Owner) -> Int64?
  ) -> AnswerField {
    AnswerField(name, { .nullable(.integer(0...Identifier.maximum)) }) { owner, writer in
      if let number = get(owner) { writer.integer(number) } else { writer.null() }
    }
  }
}
