import Kernel
package import ProductionDomain
package import WebAPI

/// One line of an order's frozen bill of material.
extension ProductionMaterial: ObjectAnswer {
  package static let shape: [AnswerField<ProductionMaterial>] = [
    .id("sku_id") { $0.skuID },
    .decimal("qty") { $0.component.quantity },
    .decimal("scrap_rate") { $0.component.scrapRate },
    .decimal("required_qty") { $0.required },
    .decimal("issued_qty") { $0.issued },
    .decimal("returned_qty") { $0.returned },
  ]
}

extension ProductionOperation: ObjectAnswer {
  package static let shape: [AnswerField<ProductionOperation>] = [
    .id("op_no") { Int64($0.opNo) },
    .text("name") { $0.name },
    .optionalText("work_center") { $0.workCenter },
    .decimal("minutes") { $0.minutes },
  ]
}

/// What of one material is missing.
extension MaterialShortage: ObjectAnswer {
  package static let shape: [AnswerField<MaterialShortage>] = [
    .id("sku_id") { $0.skuID },
    .decimal("required") { $0.required },
    .decimal("available") { $0.available },
  ]
}

/// What of one material may come back after its order was completed.
extension MaterialLeftover: ObjectAnswer {
  package static let shape: [AnswerField<MaterialLeftover>] = [
    .id("sku_id") { $0.skuID },
    .decimal("qty") { $0.quantity },
  ]
}

extension ProductionOrder: ObjectAnswer {
  package static let shape: [AnswerField<ProductionOrder>] =
    header { $0 } + [
      .answer("bom") { $0.materials },
      .answer("routing") { $0.operations },
      .answer("short") { $0.shortages },
    ]

  /// The members without the lines, of whatever holds an order.
  static func header<Owner>(
    _ order: @escaping @Sendable (Owner) -> ProductionOrder
  ) -> [AnswerField<Owner>] {
    [
      .id("mo_id") { order($0).productionID },
      .text("mo_no") { order($0).productionNumber },
      .choice("status") { order($0).status },
      .choice("material_status") { order($0).materialStatus },
      .id("sku_id") { order($0).skuID },
      .text("name") { order($0).name },
      .decimal("qty") { order($0).quantity },
      .decimal("good_qty") { order($0).good },
      .id("bom_template_id") { order($0).templateID },
      .decimal("base_qty") { order($0).baseQuantity },
      .id("warehouse_id") { order($0).warehouseID },
      .id("org_id") { order($0).organisation },
      .optionalInstant("planned_start") { order($0).plannedStart },
      .id("created_by") { order($0).createdBy },
      .instant("created_at") { order($0).createdAt },
      .optionalInstant("released_at") { order($0).releasedAt },
      .optionalInstant("started_at") { order($0).startedAt },
      .optionalInstant("completed_at") { order($0).completedAt },
      .optionalInstant("cancelled_at") { order($0).cancelledAt },
      .optionalText("cancel_reason") { order($0).cancelReason },
      .id("version") { order($0).version },
    ]
  }
}

/// An order in a list: without its lines.
struct ProductionSummary: ObjectAnswer {
  let order: ProductionOrder

  static let shape: [AnswerField<ProductionSummary>] = ProductionOrder.header { $0.order }
}

/// `GET /mo/bom`: the bill and the routing that an order works by, frozen when it was written.
struct FrozenBill: ObjectAnswer {
  let order: ProductionOrder

  static let shape: [AnswerField<FrozenBill>] = [
    .id("mo_id") { $0.order.productionID },
    .text("mo_no") { $0.order.productionNumber },
    .id("sku_id") { $0.order.skuID },
    .decimal("qty") { $0.order.quantity },
    .id("bom_template_id") { $0.order.templateID },
    .decimal("base_qty") { $0.order.baseQuantity },
    .answer("bom") { $0.order.materials },
    .answer("routing") { $0.order.operations },
    .answer("short") { $0.order.shortages },
  ]
}
