/// POST /item/create
package struct ItemRequest: RequestBody {
  let code: String?
  let name: String
  let categoryID: Int64?
  let brand: String?
  let kind: ItemKind
  let baseUnit: String
  let skus: [SKURequest]

  package init(from fields: inout Fields) {
    name = fields.text("name", ItemLimits.name)
    code = fields.optionalCode("code", ItemLimits.code, .code)
    categoryID = fields.optionalID("category_id")
    brand = fields.optionalText("brand", ItemLimits.brand)
    kind = fields.optionalChoice("kind", ItemKind.self) ?? .finished
    baseUnit = fields.optionalText("base_unit", ItemLimits.unit) ?? Item.standardUnit
    skus = fields.list("skus", SKURequest.self, ItemLimits.skus)
  }

  /// The barcodes that it names, with their places.
  var barcodes: [(field: String, code: String)] {
    skus.enumerated().flatMap { $1.changes.barcodes(at: "skus[\($0)]") }
  }

  /// The item without ids; its code is empty when the client left it to us.
  var item: Item {
    Item(
      code: code ?? "", name: name, categoryID: categoryID, brand: brand, kind: kind,
      baseUnit: baseUnit, skus: skus.map(\.sku))
  }
}

/// A SKU in POST /item/create.
package struct SKURequest: RequestBody {
  let sku: SKU
  let changes: SKUChanges

  package init(from fields: inout Fields) {
    let spec = fields.spec()
    let price: UnitPrice = fields.decimal("price", .notNegative)
    changes = SKUChanges(from: &fields)
    var sku = SKU(spec: spec ?? .none, price: price)
    changes.apply(to: &sku)
    self.sku = sku
  }
}

/// The members of a SKU that may be left out: the standard for a new one, unchanged for others.
struct SKUChanges: Sendable {
  let barcodes: Change<[String]>
  let units: Change<[PackUnitRequest]>
  let costMethod: CostMethod?
  let standardCost: Change<UnitCost>
  let allowsNegative: Bool?
  let safetyStock: Change<Quantity>

  init(from fields: inout Fields) {
    barcodes = fields.change("barcodes") {
      $0.optionalCodes($1, ItemLimits.barcodes, each: ItemLimits.barcode, .code)
    }
    units = fields.change("units") { $0.optionalList($1, PackUnitRequest.self, ItemLimits.units) }
    costMethod = fields.replacement("cost_method") { $0.optionalChoice($1, CostMethod.self) }
    standardCost = fields.change("standard_cost") { $0.optionalDecimal($1, .notNegative) }
    allowsNegative = fields.replacement("allow_negative") { $0.optionalFlag($1) }
    safetyStock = fields.change("safety_stock") { $0.optionalDecimal($1, .notNegative) }
  }

  /// The barcodes that it names, with their places below `path`.
  func barcodes(at path: String) -> [(field: String, code: String)] {
    var codes = (barcodes.applied(to: nil) ?? []).enumerated().map {
      ("\(path).barcodes[\($0)]", $1)
    }
    for (place, unit) in (units.applied(to: nil) ?? []).enumerated() {
      let path = "\(path).units[\(place)]"
      if let all = unit.barcodes {
        codes += all.enumerated().map { ("\(path).barcodes[\($0)]", $1) }
      } else if let code = unit.barcode {
        codes.append(("\(path).barcode", code))
      }
    }
    return codes
  }

  func apply(to sku: inout SKU) {
    sku.barcodes = barcodes.applied(to: sku.barcodes) ?? []
    switch units {
    case .kept: break
    case .cleared: sku.units = []
    case .set(let units): sku.units = units.map { [known = sku.units] in $0.unit(keeping: known) }
    }
    if let costMethod { sku.costMethod = costMethod }
    sku.standardCost = standardCost.applied(to: sku.standardCost)
    if let allowsNegative { sku.allowsNegative = allowsNegative }
    sku.safetyStock = safetyStock.applied(to: sku.safetyStock) ?? .zero
  }
}

/// A unit of a SKU. `barcode` is the only one, `barcodes` are all; with neither, a unit that is
/// there already keeps what it has.
struct PackUnitRequest: RequestBody {
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
    let spec = pairs.map { Spec($0.map { Spec.Entry(key: $0.key, value: $0.value) }) }
    if let spec, spec.json.count > ItemLimits.specBytes {
      refuse(
        "spec",
        .other(
          english: "must have at most \(ItemLimits.specBytes) bytes as JSON",
          chinese: "以 JSON 表示不能超过 \(ItemLimits.specBytes) 字节"))
    }
    return spec
  }
}
