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
    .positive("op_no") { Int64($0.opNo) },
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
  package static let shape =
    header + [
      .answer("bom") { $0.materials },
      .answer("routing") { $0.operations },
      .answer("short") { $0.shortages },
    ]

  /// The members without the lines.
  static let header: [AnswerField<ProductionOrder>] = [
    .id("mo_id") { $0.id },
    .text("mo_no") { $0.number },
    .choice("status") { $0.status },
    .choice("material_status") { $0.materialStatus },
    .id("sku_id") { $0.skuID },
    .text("name") { $0.name },
    .decimal("qty") { $0.quantity },
    .decimal("good_qty") { $0.good },
    .id("bom_template_id") { $0.templateID },
    .decimal("base_qty") { $0.baseQuantity },
    .id("warehouse_id") { $0.warehouseID },
    .id("org_id") { $0.organisationID },
    .optionalInstant("planned_start") { $0.plannedStart },
    .id("created_by") { $0.createdBy },
    .instant("created_at") { $0.createdAt },
    .optionalInstant("released_at") { $0.releasedAt },
    .optionalInstant("started_at") { $0.startedAt },
    .optionalInstant("completed_at") { $0.completedAt },
    .optionalInstant("cancelled_at") { $0.cancelledAt },
    .optionalText("cancel_reason") { $0.cancelReason },
    .positive("version") { $0.version },
  ]
}

/// An order in a list: without its lines.
struct ProductionSummary: ObjectAnswer {
  let order: ProductionOrder

  static let shape: [AnswerField<ProductionSummary>] = ProductionOrder.header.of { $0.order }
}

/// `GET /mo/bom`: the bill and the routing that an order works by, frozen when it was written.
struct FrozenBill: ObjectAnswer {
  let order: ProductionOrder

  static let shape: [AnswerField<FrozenBill>] = [
    .id("mo_id") { $0.order.id },
    .text("mo_no") { $0.order.number },
    .id("sku_id") { $0.order.skuID },
    .decimal("qty") { $0.order.quantity },
    .id("bom_template_id") { $0.order.templateID },
    .decimal("base_qty") { $0.order.baseQuantity },
    .answer("bom") { $0.order.materials },
    .answer("routing") { $0.order.operations },
    .answer("short") { $0.order.shortages },
  ]
}
