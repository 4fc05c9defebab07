import JSONCoding
import Kernel
import StockDomain
import WebAPI

/// A place where goods lie.
struct WarehouseAnswer: ObjectAnswer {
  let warehouseID: Int64
  let code: String
  let name: String
  /// Nil: shared by all organisations.
  let organisationID: Int64?

  static let shape: [AnswerField<WarehouseAnswer>] = [
    .id("warehouse_id") { $0.warehouseID },
    .text("code") { $0.code },
    .text("name") { $0.name },
    .optionalID("org_id") { $0.organisationID },
  ]
}

/// A SKU's level over all warehouses that the caller sees, and in each of them.
struct LevelAnswer: ObjectAnswer {
  struct Warehouse: ObjectAnswer {
    let balance: StockBalance

    static let shape: [AnswerField<Warehouse>] = [
      .id("warehouse_id") { $0.balance.warehouseID },
      .decimal("on_hand") { $0.balance.onHand },
      .decimal("locked") { $0.balance.locked },
      .decimal("available") { $0.balance.available },
      .integer("version") { $0.balance.version },
    ]
  }

  let skuID: Int64
  let onHand: QuantitySum
  let locked: QuantitySum
  let available: QuantitySum
  let warehouses: [Warehouse]

  init(_ skuID: Int64, _ balances: [StockBalance]) {
    self.skuID = skuID
    onHand = QuantitySum(of: balances.map(\.onHand))
    locked = QuantitySum(of: balances.map(\.locked))
    available = QuantitySum(of: balances.map(\.available))
    warehouses = balances.map(Warehouse.init)
  }

  static let shape: [AnswerField<LevelAnswer>] = [
    .id("sku_id") { $0.skuID },
    .sum("on_hand") { $0.onHand },
    .sum("locked") { $0.locked },
    .sum("available") { $0.available },
    .answer("warehouses") { $0.warehouses },
  ]
}

/// A row of the stock list.
struct StockListItem: ObjectAnswer {
  let skuID: Int64
  /// Nil where warehouses are summed up.
  let warehouseID: Int64?
  let onHand: QuantitySum
  let locked: QuantitySum
  let available: QuantitySum
  /// Only in the list of what is below it.
  let safetyStock: Quantity?

  static let shape: [AnswerField<StockListItem>] = [
    .id("sku_id") { $0.skuID },
    .optionalID("warehouse_id") { $0.warehouseID },
    .sum("on_hand") { $0.onHand },
    .sum("locked") { $0.locked },
    .sum("available") { $0.available },
    .optionalDecimal("safety_stock") { $0.safetyStock },
  ]
}

/// A row of the ledger.
struct LedgerItem: ObjectAnswer {
  let move: StockMove
  /// Whose document moved it; nil: nobody's that is known.
  let organisationID: Int64?
  let referenceType: String
  /// Nil, as are the next two, for another organisation's move in a shared warehouse.
  let referenceNumber: String?
  let userID: Int64?
  let requestID: String?
  let occurredAt: Instant
  let createdAt: Instant

  static let shape: [AnswerField<LedgerItem>] = [
    .id("move_id") { $0.move.moveID },
    .id("document_id") { $0.move.documentID },
    .id("sku_id") { $0.move.skuID },
    .id("seq") { $0.move.seq },
    .id("warehouse_id") { $0.move.warehouseID },
    .decimal("qty") { $0.move.quantity },
    .decimal("on_hand") { $0.move.onHand },
    .decimal("locked") { $0.move.locked },
    .decimal("available") { $0.move.available },
    .optionalDecimal("unit_cost") { $0.move.unitCost }.guarded(by: .cost),
    .optionalText("batch_no") { $0.move.batchNumber },
    .text("ref_type") { $0.referenceType },
    .optionalText("ref_no") { $0.referenceNumber },
    .optionalInteger("user_id") { $0.userID },
    .optionalText("request_id") { $0.requestID },
    .instant("occurred_at") { $0.occurredAt },
    .instant("created_at") { $0.createdAt },
  ]

  /// The same without who wrote it.
  var anonymous: LedgerItem {
    LedgerItem(
      move: move, organisationID: organisationID, referenceType: referenceType,
      referenceNumber: nil, userID: nil, requestID: nil, occurredAt: occurredAt,
      createdAt: createdAt)
  }
}

/// A line of a lock.
struct LockListItem: ObjectAnswer {
  /// Whose it is; nil for one of before that belongs to whoever sees its warehouse.
  let organisationID: Int64?
  let number: String
  let owner: String
  let lineNumber: Int64
  let skuID: Int64
  let warehouseID: Int64
  let quantity: Quantity
  let held: Quantity
  let issued: Quantity
  let status: String
  let expiresAt: Instant?
  let createdAt: Instant

  static let shape: [AnswerField<LockListItem>] = [
    .text("ref_no") { $0.number },
    .optionalID("org_id") { $0.organisationID },
    .text("owner") { $0.owner },
    .id("line_no") { $0.lineNumber },
    .id("sku_id") { $0.skuID },
    .id("warehouse_id") { $0.warehouseID },
    .decimal("qty") { $0.quantity },
    .decimal("held") { $0.held },
    .decimal("issued") { $0.issued },
    .text("status") { $0.status },
    .optionalInstant("expires_at") { $0.expiresAt },
    .instant("created_at") { $0.createdAt },
  ]
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
