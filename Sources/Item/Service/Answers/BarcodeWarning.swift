import ItemDomain
package import WebAPI

/// A barcode that was taken, and what is to be told of it.
package struct BarcodeWarning: ObjectAnswer {
  /// The field of the request.
  let field: String
  let barcode: String
  let language: Language

  package static let shape: [AnswerField<BarcodeWarning>] = [
    .text("field") { $0.field },
    .text("reason") { FaultReason.wrongCheckDigit($0.barcode).text(in: $0.language) },
  ]

  /// A warning for each barcode with a GTIN's digits and another check digit.
  static func list(
    _ codes: [(field: String, code: String)], in language: Language
  ) -> [BarcodeWarning] {
    codes.filter { Barcode.hasWrongCheckDigit($0.code) }.map {
      BarcodeWarning(field: $0.field, barcode: $0.code, language: language)
    }
  }
}

/// An item as a write answers it.
package struct WrittenItemAnswer: ObjectAnswer {
  let item: Item
  let warnings: [BarcodeWarning]

  package static let shape: [AnswerField<WrittenItemAnswer>] =
    AnswerField.item { $0.item } + [.answer("warnings") { $0.warnings }]
}

/// A SKU as a write of its barcodes answers it.
package struct WrittenSKUAnswer: ObjectAnswer {
  let sku: SKUWithItemAnswer
  let warnings: [BarcodeWarning]

  package static let shape: [AnswerField<WrittenSKUAnswer>] =
    AnswerField.skuWithItem { $0.sku } + [.answer("warnings") { $0.warnings }]
}
