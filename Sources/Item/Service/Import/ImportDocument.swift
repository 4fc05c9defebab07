import ItemDomain
package import WebAPI

/// What an import did.
package struct ImportDocument: Document {
  /// Rows that made a new SKU, and rows that set an existing one.
  package internal(set) var created: Int64 = 0
  package internal(set) var updated: Int64 = 0
  package internal(set) var errors: [RowFaultDocument] = []
  /// All faults; `errors` holds the first `maximumErrors` of them.
  package internal(set) var errorCount: Int64 = 0

  /// Enough to mend a file by.
  static let maximumErrors = 1000

  package static let shape: [Member<ImportDocument>] = [
    .integer("created") { $0.created },
    .integer("updated") { $0.updated },
    .answer("errors") { $0.errors },
    .integer("error_count") { $0.errorCount },
  ]

  mutating func add(_ fault: RowFault, in language: Language) {
    errorCount += 1
    if errors.count < Self.maximumErrors {
      errors.append(
        RowFaultDocument(
          row: fault.row, field: fault.field, reason: fault.reason.words.text(in: language)))
    }
  }
}

/// Why a row was not taken. The header is row 1.
package struct RowFaultDocument: Document {
  package let row: Int
  package let field: String
  package let reason: String

  package static let shape: [Member<RowFaultDocument>] = [
    .integer("row") { Int64($0.row) },
    .text("field") { $0.field },
    .text("reason") { $0.reason },
  ]
}
