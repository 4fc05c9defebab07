import ItemDomain
import WebAPI

extension RowFault.Reason {
  /// The reason in both languages.
  var words: FaultReason {
    switch self {
    case .required: .required
    case .notText: .other(english: "is not UTF-8 text", chinese: "不是 UTF-8 文本")
    case .controlCharacters: .controlCharacters
    case .length(let range): .textLength(range)
    case .notACode:
      .other(english: "must be visible ASCII without spaces", chinese: "必须是不含空格的可见 ASCII 字符")
    case .notOneOf(let values): .notOneOf(values)
    case .notADecimal: .notADecimal
    case .tooManyPlaces(let places): .tooManyPlaces(places)
    case .outOfRange: .other(english: "is too large", chinese: "数值过大")
    case .negative: .outOfRange("≥ 0")
    case .notPositive: .outOfRange("> 0")
    case .notABoolean: .notABoolean
    case .notAnID: .notAnInteger
    case .notPairs:
      .other(
        english: "must be pairs like color=red;size=XL, each name once",
        chinese: "必须为 color=red;size=XL 形式，名称不可重复")
    case .tooMany(let maximum): .listLength(0...maximum)
    case .csv(let fault): fault.words
    case .item(let reason): reason.words
    case .unknownCategory: .other(english: "is not a category's path", chinese: "分类路径不存在")
    case .unknownSKU:
      .other(english: "is not a SKU of the item with this code", chinese: "不是该编码商品的 SKU")
    case .barcodeTaken(let code, sku: 0):
      .other(
        english: "\(code) belongs to another row of this file", chinese: "\(code) 已属于本文件的其他行")
    case .barcodeTaken(let code, let sku):
      .other(english: "\(code) belongs to SKU \(sku)", chinese: "\(code) 已属于 SKU \(sku)")
    case .inUse:
      .other(
        english: "cannot change: there is stock of the item, or a document names it",
        chinese: "该商品仍有库存或已被单据使用，不能更改")
    case .refused:
      .other(
        english: "was refused by the database; somebody may have changed the same item",
        chinese: "被数据库拒绝，可能同一商品正被他人修改")
    }
  }
}

extension CSVFault {
  fileprivate var words: FaultReason {
    switch self {
    case .strayQuote:
      .other(english: "has text behind a closing quote", chinese: "引号关闭后仍有内容")
    case .quoteNotClosed: .other(english: "has a quote that is not closed", chinese: "引号未关闭")
    case .recordTooLong:
      .other(
        english: "is longer than \(CSVReader.recordBytes) bytes",
        chinese: "超过 \(CSVReader.recordBytes) 字节")
    }
  }
}

extension CatalogueHeader.Fault {
  /// The column, and what is wrong with it.
  var words: (field: String, reason: FaultReason) {
    switch self {
    case .missing(let column): (column.rawValue, .required)
    case .repeated(let name):
      (name, .other(english: "stands twice in the header", chinese: "表头重复"))
    case .unknown(let name):
      (
        name,
        .other(english: "is not a column of the catalogue", chinese: "不是商品目录的列")
      )
    case .notText: ("header", .other(english: "is not UTF-8 text", chinese: "不是 UTF-8 文本"))
    }
  }
}
