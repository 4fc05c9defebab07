import ItemDomain
package import WebAPI

/// A barcode that was taken, and what is to be told of it.
package struct BarcodeWarning: Document {
  /// The field of the request.
  let field: String
  let barcode: String
  let language: Language

  package static let shape: [Member<BarcodeWarning>] = [
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
package struct WrittenItemDocument: Document {
  let item: Item
  let warnings: [BarcodeWarning]

  package static let shape: [Member<WrittenItemDocument>] =
    Member.item { $0.item } + [.answer("warnings") { $0.warnings }]
}

/// A SKU as a write of its barcodes answers it.
package struct WrittenSKUDocument: Document {
  let sku: SKUWithItemDocument
  let warnings: [BarcodeWarning]

  package static let shape: [Member<WrittenSKUDocument>] =
    Member.skuWithItem { $0.sku } + [.answer("warnings") { $0.warnings }]
}
