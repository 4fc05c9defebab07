import ItemDomain
import JSONCoding
import WebAPI

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
      var problem = Problem(.itemCSVMalformed)
      let reason = FaultReason.other(
        english: "\(hex) at byte \(offset) is no \(names.joined(separator: " or ")) text",
        chinese: "第 \(offset) 字节 \(hex) 不是 \(names.joined(separator: " 或 ")) 文本")
      problem.add {
        $0.field("field", "byte \(offset)")
        $0.field("reason", reason.text(in: language))
      }
      return problem
    }
  }
}

extension TextEncoding {
  fileprivate var name: String { rawValue.uppercased() }
}

extension CatalogueRow {
  /// A warning for each barcode of the row that has a GTIN's digits and another check digit.
  var checkDigits: [RowWarning] {
    func warnings(_ codes: [String]?, _ column: CatalogueColumn) -> [RowWarning] {
      (codes ?? []).filter(Barcode.hasWrongCheckDigit).map {
        RowWarning(row: row, field: column.rawValue, reason: .checkDigit(barcode: $0))
      }
    }
    return warnings(barcodes, .barcodes) + warnings(units?.flatMap(\.barcodes), .units)
  }
}
