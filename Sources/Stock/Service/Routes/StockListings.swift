import Kernel
import WebAPI

/// A place where goods lie.
struct WarehouseAnswer: Document {
  let warehouseID: Int64
  let code: String
  let name: String
  /// Nil: shared by all organisations.
  let organisationID: Int64?

  static let shape: [Member<WarehouseAnswer>] = [
    .id("warehouse_id") { $0.warehouseID },
    .text("code") { $0.code },
    .text("name") { $0.name },
    .optionalID("org_id") { $0.organisationID },
  ]
}

/// A SKU's level over all warehouses that the caller sees, and in each of them.
struct LevelAnswer: Document {
  struct Warehouse: Document {
    let balance: StockBalance

    static let shape: [Member<Warehouse>] = [
      .id("warehouse_id") { $0.balance.warehouseID },
      .decimal("on_hand") { $0.balance.onHand },
      .decimal("locked") { $0.balance.locked },
      .decimal("available") { $0.balance.available },
      .integer("version") { $0.balance.version },
    ]
  }

  let skuID: Int64
  let onHand: Quantity
  let locked: Quantity
  let available: Quantity
  let warehouses: [Warehouse]

  init(_ skuID: Int64, _ balances: [StockBalance]) throws(DecimalFault) {
    self.skuID = skuID
    onHand = try .sum(balances.map(\.onHand))
    locked = try .sum(balances.map(\.locked))
    available = try .sum(balances.map(\.available))
    warehouses = balances.map(Warehouse.init)
  }

  static let shape: [Member<LevelAnswer>] = [
    .id("sku_id") { $0.skuID },
    .decimal("on_hand") { $0.onHand },
    .decimal("locked") { $0.locked },
    .decimal("available") { $0.available },
    .answer("warehouses") { $0.warehouses },
  ]
}

/// A row of the stock list.
struct StockListItem: Document {
  let skuID: Int64
  /// Nil where warehouses are summed up.
  let warehouseID: Int64?
  let onHand: Quantity
  let locked: Quantity
  let available: Quantity
  /// Only in the list of what is below it.
  let safetyStock: Quantity?

  static let shape: [Member<StockListItem>] = [
    .id("sku_id") { $0.skuID },
    .optionalID("warehouse_id") { $0.warehouseID },
    .decimal("on_hand") { $0.onHand },
    .decimal("locked") { $0.locked },
    .decimal("available") { $0.available },
    .optionalDecimal("safety_stock") { $0.safetyStock },
  ]
}

/// A row of the ledger.
struct LedgerItem: Document {
  let move: StockMove
  let referenceType: String
  let referenceNumber: String
  let userID: Int64
  let requestID: String
  let occurredAt: Instant
  let createdAt: Instant

  static let shape: [Member<LedgerItem>] = [
    .id("move_id") { $0.move.moveID },
    .id("document_id") { $0.move.documentID },
    .id("sku_id") { $0.move.skuID },
    .id("seq") { $0.move.seq },
    .id("warehouse_id") { $0.move.warehouseID },
    .decimal("qty") { $0.move.quantity },
    .decimal("on_hand") { $0.move.onHand },
    .decimal("locked") { $0.move.locked },
    .decimal("available") { $0.move.available },
    .optionalDecimal("unit_cost") { $0.move.unitCost },
    .optionalText("batch_no") { $0.move.batchNo },
    .text("ref_type") { $0.referenceType },
    .text("ref_no") { $0.referenceNumber },
    .integer("user_id") { $0.userID },
    .text("request_id") { $0.requestID },
    .instant("occurred_at") { $0.occurredAt },
    .instant("created_at") { $0.createdAt },
  ]
}

/// A line of a lock.
struct LockListItem: Document {
  let number: String
  let owner: String
  let lineNo: Int64
  let skuID: Int64
  let warehouseID: Int64
  let quantity: Quantity
  let held: Quantity
  let issued: Quantity
  let status: String
  let expiresAt: Instant?
  let createdAt: Instant

  static let shape: [Member<LockListItem>] = [
    .text("ref_no") { $0.number },
    .text("owner") { $0.owner },
    .id("line_no") { $0.lineNo },
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
