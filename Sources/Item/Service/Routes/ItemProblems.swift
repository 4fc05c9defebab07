/// What the item centre can refuse. Numbers 20 … 34 of each status.
extension ProblemKind {
  package static let itemCSVMalformed = ProblemKind(
    400, 20, "item.csv_malformed",
    en: "The file is not a CSV file with the columns of the catalogue.",
    zh: "文件不是符合商品目录列定义的 CSV。")
  package static let csvEncodingAmbiguous = ProblemKind(
    400, 21, "csv.encoding_ambiguous",
    en: "The file reads as UTF-8 and as GB18030. Say which: Content-Type: text/csv; charset=utf-8.",
    zh: "文件按 UTF-8 和 GB18030 均可解读，请在 Content-Type 中注明 charset，例如 text/csv; charset=gb18030。")
  package static let csvWorkbook = ProblemKind(
    400, 22, "csv.workbook",
    en: "This is a workbook (.xls, .xlsx). Save it as CSV and send that.",
    zh: "这是工作簿文件（.xls、.xlsx），请另存为 CSV 后再上传。")
  package static let itemNotFound = ProblemKind(
    404, 20, "item.not_found", en: "There is no such item.", zh: "商品不存在。")
  package static let categoryNotFound = ProblemKind(
    404, 21, "category.not_found", en: "There is no such category.", zh: "分类不存在。")
  package static let skuNotFound = ProblemKind(
    404, 22, "item.sku_not_found", en: "There is no such SKU.", zh: "SKU 不存在。")
  package static let barcodeNotFound = ProblemKind(
    404, 23, "item.barcode_not_found", en: "Nothing has this barcode.", zh: "条码不存在。")
  package static let unitNotFound = ProblemKind(
    404, 24, "item.unit_not_found", en: "The SKU has no such unit.", zh: "该 SKU 没有此单位。")
  package static let unitUnknown = ProblemKind(
    404, 25, "unit.not_found", en: "There is no such unit.", zh: "单位不存在。")
  package static let unitTaken = ProblemKind(
    409, 30, "item.unit_duplicate", en: "There is such a unit already.", zh: "单位已存在。")
  package static let unitInUse = ProblemKind(
    409, 31, "item.unit_in_use",
    en: "Goods are counted in this unit; it cannot have fewer decimal places.",
    zh: "已有商品按此单位计数，不能减少小数位数。")
  package static let barcodeTaken = ProblemKind(
    409, 20, "item.barcode_taken", en: "The barcode belongs to another SKU or unit.",
    zh: "条码已被其他 SKU 或单位使用。")
  package static let itemCodeTaken = ProblemKind(
    409, 21, "item.code_taken", en: "Another item has this code.", zh: "商品编码已被使用。")
  package static let itemInUse = ProblemKind(
    409, 22, "item.in_use", en: "There is stock of this item, or a document names it.",
    zh: "该商品仍有库存或已被单据使用。")
  package static let categoryTaken = ProblemKind(
    409, 23, "category.duplicate", en: "There is a category of this name here already.",
    zh: "同级分类名称重复。")
  package static let categoryLimit = ProblemKind(
    409, 24, "category.limit", en: "The category tree is as deep or as large as it may be.",
    zh: "分类层级或数量已达上限。")
  package static let priceLimit = ProblemKind(
    409, 25, "item.price_limit", en: "Too many prices of this SKU are in force or to come.",
    zh: "该 SKU 生效中或待生效的价格过多。")
}

extension ItemRefusal: ProblemConvertible {
  /// What a client reads.
  package var problem: Problem {
    switch self {
    case .notFound: Problem(.itemNotFound)
    case .skuNotFound: Problem(.skuNotFound)
    case .categoryNotFound: Problem(.categoryNotFound)
    case .barcodeNotFound: Problem(.barcodeNotFound)
    case .packUnitNotFound: Problem(.unitNotFound)
    case .unitNotFound: Problem(.unitUnknown)
    case .unitDuplicate: Problem(.unitTaken)
    case .unitInUse: Problem(.unitInUse)
    case .codeTaken: Problem(.itemCodeTaken)
    case .barcodeTaken(let bindings): Self.problem(bindings)
    case .inUse(let places): Self.problem(places)
    case .categoryDuplicate: Problem(.categoryTaken)
    case .categoryLimit: Problem(.categoryLimit)
    case .priceLimit: Problem(.priceLimit)
    }
  }

  /// With the barcodes and the SKUs that have them.
  private static func problem(_ taken: [BarcodeOwners.Binding]) -> Problem {
    return Problem(.barcodeTaken, for: taken) { binding, writer in
      writer.field("barcode", binding.code)
      writer.field("sku_id", binding.skuID)
    }
  }

  /// With the places that use it.
  private static func problem(_ places: [SKUUsage]) -> Problem {
    return Problem(.itemInUse, for: places) { place, writer in
      writer.field("sku_id", place.skuID)
      writer.field("warehouse_id", place.warehouseID)
    }
  }
}

extension Problem {
  /// 400 with every fault of the item as a whole.
  static func faults(_ faults: [ItemFieldFault], in language: Language) -> Problem {
    .invalid(faults.map { ($0.path, $0.reason.words) }, in: language)
  }
}

extension ItemFieldFault.Reason {
  var words: FaultReason {
    switch self {
    case .repeatedBarcode:
      .other(english: "stands twice in this item", chinese: "在该商品中重复")
    case .repeatedUnit:
      .other(english: "stands twice, or is the base unit", chinese: "单位重复，或与基本单位相同")
    case .tooManySKUs: .listLength(ItemLimits.skus)
    case .standardCostMissing:
      .other(english: "is required for standard cost", chinese: "标准成本法必须填写标准成本")
    }
  }
}
