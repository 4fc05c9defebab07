package import WebAPI

/// A move, as the answers of all centres tell it.
extension StockMove {
  /// What moved.
  package static let movedFields: [AnswerField<StockMove>] = [
    .id("move_id") { $0.moveID },
    .id("sku_id") { $0.skuID },
    .id("warehouse_id") { $0.warehouseID },
    .decimal("qty") { $0.quantity },
  ]

  /// The level of its warehouse after it, and its place in the SKU's ledger.
  package static let levelFields: [AnswerField<StockMove>] = [
    .decimal("on_hand") { $0.onHand },
    .decimal("locked") { $0.locked },
    .decimal("available") { $0.available },
    .positive("seq") { $0.seq },
  ]
}
