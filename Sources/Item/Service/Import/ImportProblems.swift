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
    case .beyondHeader(let cell):
      .other(
        english: "has something in cell \(cell), beyond the header: is a comma not in quotes?",
        chinese: "第 \(cell) 个单元格超出表头，是否有逗号未加引号？")
    case .barcodeMangled(let code):
      .other(
        english: "barcode_mangled: \(code) is what a spreadsheet made of a barcode; "
          + "give the column the format text and enter the digits again",
        chinese: "barcode_mangled：\(code) 是被表格软件改成科学计数法的条码，请将该列设为文本格式后重新填写")
    case .specTooLong:
      .other(
        english: "must have at most \(ItemLimits.specBytes) bytes as JSON",
        chinese: "以 JSON 表示不能超过 \(ItemLimits.specBytes) 字节")
    case .specMissing:
      .other(
        english: "is required: the item has several variants", chinese: "该商品有多个规格，必须填写规格")
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
    case .takenMeanwhile:
      .other(
        english: "has a code or barcode that somebody else took at the same time; import it again",
        chinese: "编码或条码恰好被他人占用，请重新导入该行")
    case .refused:
      .other(
        english: "has a value that the database does not take", chinese: "含有数据库不接受的值")
    case .contradicts(let row):
      .other(
        english: "differs from row \(row) of the same item; this row holds",
        chinese: "与第 \(row) 行同一商品的内容不同，以本行为准")
    case .checkDigit(let barcode): .wrongCheckDigit(barcode)
    }
  }
}

extension FaultReason {
  /// Of a barcode that is taken all the same.
  static func wrongCheckDigit(_ barcode: String) -> FaultReason {
    .other(
      english: "\(barcode) does not have the check digit of a GTIN; it is compared as it stands",
      chinese: "\(barcode) 的校验位不符合 GTIN 规则，将按原样比较")
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
      (name, .other(english: "is not a column of the catalogue", chinese: "不是商品目录的列"))
    case .notText: ("header", .other(english: "is not UTF-8 text", chinese: "不是 UTF-8 文本"))
    }
  }
}

extension TextFault {
  /// The 400 for whoever sent the file.
  func problem(in language: Language) -> Problem {
    switch self {
    case .workbook: return Problem(.csvWorkbook)
    case .ambiguous: return Problem(.csvEncodingAmbiguous)
    case .unknownCharset:
      return .field("charset", .notOneOf(TextEncoding.charsets), in: language)
    case .notText(let offset, let byte, let tried):
      let names = tried.map(\.name)
      let hex = "0x" + String(byte, radix: 16, uppercase: true)
      let reason = FaultReason.other(
        english: "\(hex) at byte \(offset) is no \(names.joined(separator: " or ")) text",
        chinese: "第 \(offset) 字节 \(hex) 不是 \(names.joined(separator: " 或 ")) 文本")
      return Problem(.itemCSVMalformed) {
        $0.field("field", "byte \(offset)")
        $0.field("reason", reason.text(in: language))
      }
    }
  }
}

extension TextEncoding {
  fileprivate var name: String { rawValue.uppercased() }
}

extension CatalogueRow {
  /// A warning for each barcode of the row that has a GTIN's digits and another check digit.
  var checkDigits: [RowFault] {
    func warnings(_ codes: [String]?, _ column: CatalogueColumn) -> [RowFault] {
      (codes ?? []).filter(Barcode.hasWrongCheckDigit).map {
        RowFault(row: row, field: column.rawValue, reason: .checkDigit(barcode: $0))
      }
    }
    return warnings(barcodes, .barcodes) + warnings(units?.flatMap(\.barcodes), .units)
  }
}
