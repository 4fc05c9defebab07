import Kernel
import PurchaseDomain
import StockService
import WebAPI

extension PurchaseLine: ObjectAnswer {
  static let shape: [AnswerField<PurchaseLine>] = [
    .id("line_no") { Int64($0.lineNumber) },
    .id("sku_id") { $0.skuID },
    .text("name") { $0.name },
    .decimal("qty") { $0.quantity },
    .decimal("price") { $0.price }.guarded(by: .purchasePrice),
    .decimal("amount") { $0.amount }.guarded(by: .purchasePrice),
    .decimal("received_qty") { $0.received },
    .decimal("rejected_qty") { $0.rejected },
    .decimal("returned_qty") { $0.returned },
  ]
}

extension PurchaseOrder: ObjectAnswer {
  static let shape: [AnswerField<PurchaseOrder>] =
    header { $0 } + [.answer("lines") { $0.lines }]

  /// The members without the lines, of whatever holds an order.
  static func header<Owner>(
    _ order: @escaping @Sendable (Owner) -> PurchaseOrder
  ) -> [AnswerField<Owner>] {
    [
      .id("po_id") { order($0).orderID },
      .text("po_no") { order($0).number },
      .choice("status") { order($0).status },
      .id("supplier_id") { order($0).supplierID },
      .id("warehouse_id") { order($0).warehouseID },
      .id("org_id") { order($0).organisationID },
      .decimal("total") { order($0).total }.guarded(by: .purchasePrice),
      .decimal("tolerance") { order($0).tolerance },
      .optionalInstant("expected_at") { order($0).expectedAt },
      .optionalText("remark") { order($0).remark },
      .id("created_by") { order($0).createdBy },
      .instant("created_at") { order($0).createdAt },
      .optionalID("decided_by") { order($0).decidedBy },
      .optionalInstant("decided_at") { order($0).decidedAt },
      .optionalText("decision_remark") { order($0).decisionRemark },
      .optionalInstant("closed_at") { order($0).closedAt },
      .optionalText("close_reason") { order($0).closeReason },
      .id("version") { order($0).version },
    ]
  }
}

/// An order in a list: without its lines.
struct PurchaseSummary: ObjectAnswer {
  let order: PurchaseOrder

  static let shape: [AnswerField<PurchaseSummary>] = PurchaseOrder.header { $0.order }
}

/// An order after a delivery or a return, and what that moved.
struct PostedPurchase: ObjectAnswer {
  let order: PurchaseOrder
  let moves: [PurchaseMove]

  static let shape: [AnswerField<PostedPurchase>] =
    PurchaseOrder.header { $0.order } + [
      .answer("lines") { $0.order.lines },
      .answer("moves") { $0.moves },
    ]
}

/// Goods that came or, with a negative quantity, went back.
struct PurchaseMove: ObjectAnswer {
  let move: StockMove

  static let shape: [AnswerField<PurchaseMove>] = [
    .id("move_id") { $0.move.moveID },
    .id("sku_id") { $0.move.skuID },
    .id("warehouse_id") { $0.move.warehouseID },
    .decimal("qty") { $0.move.quantity },
    .optionalDecimal("unit_cost") { $0.move.unitCost }.guarded(by: .cost),
    .decimal("on_hand") { $0.move.onHand },
    .decimal("locked") { $0.move.locked },
    .decimal("available") { $0.move.available },
    .id("seq") { $0.move.sequence },
  ]
}
