package import WebAPI

/// POST /item/import
package struct ImportQuery: RequestBody {
  /// The same answer, and nothing is kept.
  let isDryRun: Bool

  package init(from fields: inout Fields) {
    isDryRun = fields.flag("dry_run", default: false)
  }
}
