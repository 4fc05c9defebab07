/// The columns of the catalogue as CSV, one row a SKU: what the export writes and the import reads.
package enum CatalogueColumn: String, CaseIterable, Sendable {
  /// Finds the item, or makes a new one.
  case code
  case name
  /// The path in the tree, `Bikes/Road Bikes`; it must exist.
  case category
  case brand
  case kind
  case baseUnit = "base_unit"
  /// Of the item.
  case status
  /// Names the SKU; without it the item's SKU with the same spec is meant.
  case skuID = "sku_id"
  /// `color=red;size=XL`
  case spec
  case price
  /// Of the base unit, with spaces between.
  case barcodes
  /// `box=12:6901234500014;case=144`
  case units
  case costMethod = "cost_method"
  case standardCost = "standard_cost"
  case allowsNegative = "allow_negative"
  case safetyStock = "safety_stock"

  /// Every file has these.
  package static let required: [CatalogueColumn] = [.code, .name, .price]

  /// Whether its cells are numbers, which no spreadsheet takes for a formula.
  package var isNumber: Bool {
    switch self {
    case .skuID, .price, .standardCost, .safetyStock: true
    default: false
    }
  }

  /// The column that a header names, in English or Chinese, in any case and width.
  package init?(header: String) {
    guard let column = Self.byName[TextForm.folded(header)] else { return nil }
    self = column
  }

  private static let byName: [String: CatalogueColumn] = {
    var names = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })
    for column in allCases {
      for name in column.chinese { names[name] = column }
    }
    names["barcode"] = .barcodes
    return names
  }()

  /// What the header may say instead.
  package var chinese: [String] {
    switch self {
    case .code: ["编码"]
    case .name: ["名称"]
    case .category: ["分类"]
    case .brand: ["品牌"]
    case .kind: ["类型"]
    case .baseUnit: ["单位"]
    case .status: ["状态"]
    case .skuID: []
    case .spec: ["规格"]
    case .price: ["价格", "售价"]
    case .barcodes: ["条码"]
    case .units: ["包装"]
    case .costMethod: ["计价方法"]
    case .standardCost: ["标准成本"]
    case .allowsNegative: ["允许负库存"]
    case .safetyStock: ["安全库存"]
    }
  }
}

/// Chinese words that a cell may say for one of a column's values.
enum ChineseValues {
  static let kinds: [String: ItemKind] = [
    "成品": .finished, "半成品": .semi, "原料": .raw, "服务": .service,
  ]
  static let statuses: [String: ItemStatus] = ["启用": .active, "停用": .inactive]
  static let costMethods: [String: CostMethod] = ["移动平均": .movingAverage, "标准": .standard]
  static let flags: [String: Bool] = [
    "是": true, "true": true, "1": true, "yes": true, "否": false, "false": false, "0": false,
    "no": false,
  ]
}
