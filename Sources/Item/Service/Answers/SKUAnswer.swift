import ItemDomain
import JSONCoding
package import WebAPI

/// A SKU within its item.
package struct SKUAnswer: ObjectAnswer {
  let sku: SKU

  package static let shape: [AnswerField<SKUAnswer>] = AnswerField.sku { $0.sku }
}

/// A unit of a SKU besides the base unit.
package struct PackUnitAnswer: ObjectAnswer {
  let unit: PackUnit

  package static let shape: [AnswerField<PackUnitAnswer>] = [
    .text("unit") { $0.unit.name },
    .decimal("factor") { $0.unit.factor },
    .optionalText("barcode") { $0.unit.barcodes.first },
    .texts("barcodes") { $0.unit.barcodes },
  ]
}

extension AnswerField {
  /// The members of a SKU, in whatever document they stand.
  static func sku(_ get: @escaping @Sendable (Owner) -> SKU) -> [AnswerField] {
    [
      .id("sku_id") { get($0).id },
      .spec { get($0).spec },
      .decimal("price") { get($0).price },
      .decimal("retail_price") { get($0).retailPrice ?? get($0).price },
      .texts("barcodes") { get($0).barcodes },
      .answer("units") { get($0).units.map(PackUnitAnswer.init) },
      .choice("cost_method") { get($0).costMethod },
      .optionalDecimal("standard_cost") { get($0).standardCost }.guarded(by: .cost),
      .flag("allow_negative") { get($0).allowsNegative },
      .decimal("safety_stock") { get($0).safetyStock },
      .choice("status") { get($0).status },
    ]
  }

  /// The variant's properties, in the order in which they were written.
  static func spec(_ get: @escaping @Sendable (Owner) -> Spec) -> AnswerField {
    AnswerField("spec", { .map(.anyText) }) { owner, writer in get(owner).write(into: &writer) }
  }
}
