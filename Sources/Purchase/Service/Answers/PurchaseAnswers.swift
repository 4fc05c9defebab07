import StockService

extension Supplier: ObjectAnswer {
  package static let shape: [AnswerField<Supplier>] = [
    .id("supplier_id") { $0.id },
    .text("code") { $0.code },
    .text("name") { $0.name },
    .optionalText("contact") { $0.contact },
    .optionalText("phone") { $0.phone },
    .choice("status") { $0.status },
    .instant("created_at") { $0.createdAt },
    .positive("version") { $0.version },
  ]
}

extension PurchaseLine: ObjectAnswer {
  package static let shape: [AnswerField<PurchaseLine>] = [
    .positive("line_no") { Int64($0.lineNumber) },
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
  package static let shape = header + [.answer("lines") { $0.lines }]

  /// The members without the lines.
  static let header: [AnswerField<PurchaseOrder>] = [
    .id("po_id") { $0.id },
    .text("po_no") { $0.number },
    .choice("status") { $0.status },
    .id("supplier_id") { $0.supplierID },
    .id("warehouse_id") { $0.warehouseID },
    .id("org_id") { $0.organisationID },
    .decimal("total") { $0.total }.guarded(by: .purchasePrice),
    .decimal("tolerance") { $0.tolerance },
    .optionalInstant("expected_at") { $0.expectedAt },
    .optionalText("remark") { $0.remark },
    .id("created_by") { $0.createdBy },
    .instant("created_at") { $0.createdAt },
    .optionalID("decided_by") { $0.decidedBy },
    .optionalInstant("decided_at") { $0.decidedAt },
    .optionalText("decision_remark") { $0.decisionRemark },
    .optionalInstant("closed_at") { $0.closedAt },
    .optionalText("close_reason") { $0.closeReason },
    .positive("version") { $0.version },
  ]
}

/// An order in a list: without its lines.
struct PurchaseSummary: ObjectAnswer {
  let order: PurchaseOrder

  static let shape: [AnswerField<PurchaseSummary>] = PurchaseOrder.header.of { $0.order }
}

/// An order after a delivery or a return, and what that moved.
struct PostedPurchase: ObjectAnswer {
  let order: PurchaseOrder
  let moves: [PurchaseMove]

  init(_ order: PurchaseOrder, _ moves: [StockMove]) {
    self.order = order
    self.moves = moves.map(PurchaseMove.init)
  }

  static let shape: [AnswerField<PostedPurchase>] =
    PurchaseOrder.shape.of { $0.order } + [.answer("moves") { $0.moves }]
}

/// Goods that came or, with a negative quantity, went back.
struct PurchaseMove: ObjectAnswer {
  let move: StockMove

  static let shape: [AnswerField<PurchaseMove>] =
    AnswerField.stockMove(withCost: true) { $0.move }
}
