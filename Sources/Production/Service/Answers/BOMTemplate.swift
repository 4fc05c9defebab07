import Kernel
package import ProductionDomain
package import WebAPI

/// A version of what one SKU is made of, and how.
struct BOMTemplate: Sendable {
  var templateID: Int64
  let skuID: Int64
  /// The version's name, such as "1.0".
  let label: String
  let baseQuantity: Quantity
  let isActive: Bool
  let window: TemplateWindow
  let createdBy: Int64
  let createdAt: Instant
  var components: [BOMComponent] = []
  var operations: [ProductionOperation] = []
}

extension BOMComponent: ObjectAnswer {
  package static let shape: [AnswerField<BOMComponent>] = [
    .id("sku_id") { $0.skuID },
    .decimal("qty") { $0.quantity },
    .decimal("scrap_rate") { $0.scrapRate },
  ]
}

extension BOMTemplate: ObjectAnswer {
  static let shape: [AnswerField<BOMTemplate>] =
    header { $0 } + [
      .answer("components") { $0.components },
      .answer("routing") { $0.operations },
    ]

  /// The members without the lines, of whatever holds a template.
  static func header<Owner>(
    _ template: @escaping @Sendable (Owner) -> BOMTemplate
  ) -> [AnswerField<Owner>] {
    [
      .id("bom_template_id") { template($0).templateID },
      .id("sku_id") { template($0).skuID },
      .text("version") { template($0).label },
      .decimal("base_qty") { template($0).baseQuantity },
      .flag("active") { template($0).isActive },
      .optionalInstant("valid_from") { template($0).window.from },
      .optionalInstant("valid_to") { template($0).window.to },
      .id("created_by") { template($0).createdBy },
      .instant("created_at") { template($0).createdAt },
    ]
  }
}

/// A template in a list: without its lines.
struct BOMTemplateSummary: ObjectAnswer {
  let template: BOMTemplate

  static let shape: [AnswerField<BOMTemplateSummary>] = BOMTemplate.header { $0.template }
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
