import EventStream
import ItemDomain
import WebAPI

/// PUT /item/{id}
enum UpdateItem {
  /// - Parameter newIDs: for the SKUs that are new, one each
  static func run(
    _ call: Call, _ body: ItemChangesRequest, newIDs: [Int64]
  ) throws -> WrittenItemAnswer {
    guard let old = try ItemQueries.item(call.pathID(), on: call.database) else {
      throw Problem(.itemNotFound)
    }
    let warnings = BarcodeWarning.list(body.barcodes, in: call.language)
    if try body.isDone(old, language: call.language) {
      return WrittenItemAnswer(item: old, warnings: warnings)
    }
    guard old.version == body.version else { throw Problem(.versionStale) }
    var new = old
    try body.apply(to: &new, newIDs: newIDs, language: call.language)
    try ItemWriting.check(new, before: old, call)
    try ItemWriting.checkKind(new, before: old, call)
    let stored = try ItemWriting.replace(old, by: new, call)
    try Outbox.append(
      [ItemEvents.updated(stored, requestID: call.requestID)], on: call.database)
    return WrittenItemAnswer(item: stored, warnings: warnings)
  }
}
