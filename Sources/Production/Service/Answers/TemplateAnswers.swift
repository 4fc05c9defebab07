extension BOMComponent: ObjectAnswer {
  package static let shape: [AnswerField<BOMComponent>] = [
    .id("sku_id") { $0.skuID },
    .decimal("qty") { $0.quantity },
    .decimal("scrap_rate") { $0.scrapRate },
  ]
}

extension BOMTemplate: ObjectAnswer {
  package static let shape =
    header + [
      .answer("components") { $0.components },
      .answer("routing") { $0.operations },
    ]

  /// The members without the lines.
  static let header: [AnswerField<BOMTemplate>] = [
    .id("bom_template_id") { $0.id },
    .id("sku_id") { $0.skuID },
    .text("version") { $0.label },
    .decimal("base_qty") { $0.baseQuantity },
    .flag("active") { $0.isActive },
    .optionalInstant("valid_from") { $0.window.from },
    .optionalInstant("valid_to") { $0.window.to },
    .id("created_by") { $0.createdBy },
    .instant("created_at") { $0.createdAt },
  ]
}

/// A template in a list: without its lines.
struct BOMTemplateSummary: ObjectAnswer {
  let template: BOMTemplate

  static let shape: [AnswerField<BOMTemplateSummary>] = BOMTemplate.header.of { $0.template }
}

/// `GET /mo/bom/explode`
struct ExplosionAnswer: ObjectAnswer {
  let skuID: Int64
  let quantity: Quantity
  let explosion: BOMExplosion

  static let shape: [AnswerField<ExplosionAnswer>] = [
    .id("sku_id") { $0.skuID },
    .decimal("qty") { $0.quantity },
    .answer("lines") { $0.explosion.lines },
    .answer("leaves") { $0.explosion.leaves },
  ]
}

extension BOMExplosion.Line: ObjectAnswer {
  package static let shape: [AnswerField<BOMExplosion.Line>] = [
    .integer("level") { Int64($0.level) },
    .id("sku_id") { $0.skuID },
    .sum("qty") { $0.quantity },
    .text("path") { $0.way.map(String.init).joined(separator: "/") },
  ]
}

extension BOMExplosion.Leaf: ObjectAnswer {
  package static let shape: [AnswerField<BOMExplosion.Leaf>] = [
    .id("sku_id") { $0.skuID },
    .sum("qty") { $0.quantity },
  ]
}
