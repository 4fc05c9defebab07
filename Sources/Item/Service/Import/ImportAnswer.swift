/// What an import did.
package struct ImportAnswer: ObjectAnswer {
  /// Rows that made a new SKU, rows that changed an existing one, and rows that found it so.
  package internal(set) var created = 0
  package internal(set) var updated = 0
  package internal(set) var unchanged = 0
  package internal(set) var errors: [RowFaultAnswer] = []
  /// All faults; `errors` holds the first `maximumErrors` of them.
  package internal(set) var errorCount = 0

  /// What is to be told of rows that were taken; the first `maximumErrors`.
  package internal(set) var warnings: [RowFaultAnswer] = []
  /// Whether nothing was kept.
  package internal(set) var isDryRun = false

  /// Enough to mend a file by.
  static let maximumErrors = 1000

  package static let shape: [AnswerField<ImportAnswer>] = [
    .integer("created") { Int64($0.created) },
    .integer("updated") { Int64($0.updated) },
    .integer("unchanged") { Int64($0.unchanged) },
    .answer("errors") { $0.errors },
    .integer("error_count") { Int64($0.errorCount) },
    .answer("warnings") { $0.warnings },
    .flag("dry_run") { $0.isDryRun },
  ]

  /// A row that was not taken.
  mutating func add(_ fault: RowFault, in language: Language) {
    errorCount += 1
    if errors.count < Self.maximumErrors { errors.append(RowFaultAnswer(fault, in: language)) }
  }

  /// Something to be told of a row that was taken.
  mutating func warn(_ warning: RowFault, in language: Language) {
    if warnings.count < Self.maximumErrors {
      warnings.append(RowFaultAnswer(warning, in: language))
    }
  }
}

/// Why a row was not taken, or what is to be told of it. The header is row 1.
package struct RowFaultAnswer: ObjectAnswer {
  package let row: Int
  package let field: String
  package let reason: String

  package static let shape: [AnswerField<RowFaultAnswer>] = [
    .integer("row") { Int64($0.row) },
    .text("field") { $0.field },
    .text("reason") { $0.reason },
  ]

  init(_ fault: RowFault, in language: Language) {
    (row, field) = (fault.row, fault.field)
    reason = fault.reason.words.text(in: language)
  }
}
