import ItemDomain
import Kernel
package import WebAPI

/// A SKU in POST /item/create.
package struct SKUBody: RequestBody {
  let sku: SKU

  package init(from fields: inout Fields) {
    let spec = fields.spec()
    let price: UnitPrice = fields.decimal("price", .notNegative)
    let changes = SKUChanges(from: &fields)
    var sku = SKU(spec: spec ?? .none, price: price)
    changes.apply(to: &sku)
    self.sku = sku
  }
}

/// The members of a SKU that may be left out: the standard for a new one, unchanged for others.
struct SKUChanges: Sendable {
  let barcodes: [String]?
  let units: [PackUnitBody]?
  let costMethod: CostMethod?
  let standardCost: UnitCost?
  let allowNegative: Bool?
  let safetyStock: Quantity?

  init(from fields: inout Fields) {
    barcodes = fields.optionalCodes(
      "barcodes", ItemLimits.barcodes, each: ItemLimits.barcode, .code)
    units = fields.optionalList("units", PackUnitBody.self, ItemLimits.units)
    costMethod = fields.optionalChoice("cost_method", CostMethod.self)
    standardCost = fields.optionalDecimal("standard_cost", .notNegative)
    allowNegative = fields.optionalFlag("allow_negative")
    safetyStock = fields.optionalDecimal("safety_stock", .notNegative)
  }

  func apply(to sku: inout SKU) {
    if let barcodes { sku.barcodes = barcodes }
    if let units { sku.units = units.map { $0.unit(keeping: sku.units) } }
    if let costMethod { sku.costMethod = costMethod }
    if let standardCost { sku.standardCost = standardCost }
    if let allowNegative { sku.allowNegative = allowNegative }
    if let safetyStock { sku.safetyStock = safetyStock }
  }
}

/// A unit of a SKU. `barcode` is the only one, `barcodes` are all; with neither, a unit that is
/// there already keeps what it has.
struct PackUnitBody: RequestBody {
  let name: String
  let factor: Quantity
  let barcode: String?
  let barcodes: [String]?

  init(from fields: inout Fields) {
    name = fields.text("unit", ItemLimits.unit)
    factor = fields.decimal("factor", .positive)
    barcode = fields.optionalCode("barcode", ItemLimits.barcode, .code)
    barcodes = fields.optionalCodes(
      "barcodes", ItemLimits.barcodes, each: ItemLimits.barcode, .code)
    if let barcode, let barcodes, !barcodes.contains(barcode) {
      fields.refuse("barcode", .other(english: "is not among barcodes", chinese: "不在 barcodes 中"))
    }
  }

  func unit(keeping known: [PackUnit]) -> PackUnit {
    let kept = known.first { $0.name == name }?.barcodes ?? []
    let codes = barcodes ?? barcode.map { [$0] } ?? kept
    return PackUnit(name: name, factor: factor, barcodes: codes)
  }
}

extension Fields {
  /// The member `spec`; nil when it is absent.
  mutating func spec() -> Spec? {
    let pairs = optionalTextMap("spec", ItemLimits.specEntries, each: ItemLimits.specValue)
    for pair in pairs ?? [] where !ItemLimits.specKey.contains(pair.key.unicodeScalars.count) {
      refuse("spec", .textLength(ItemLimits.specKey))
    }
    return pairs.map { Spec($0.map { Spec.Entry(key: $0.key, value: $0.value) }) }
  }
}
