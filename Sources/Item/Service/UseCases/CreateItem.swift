import EventStream
import ItemDomain
import Kernel
import MariaDBClient
import WebAPI

/// POST /item/create
enum CreateItem {
  /// A made code may have been taken by hand; then it gets a suffix.
  private static let codeAttempts = 5

  /// - Parameter ids: for the SKUs, one each
  static func run(_ call: Call, _ body: ItemRequest, ids: [Int64]) throws -> WrittenItemAnswer {
    var item = body.item
    for (index, id) in zip(item.skus.indices, ids) { item.skus[index].id = id }
    try ItemWriting.check(item, before: nil, call)
    let id = try ItemWriting.refusingClashes(item, call) { try insert(item, ids[0], call) }
    let stored = try ItemWriting.stored(id, call)
    try Outbox.append(
      [ItemEvents.created(stored, requestID: call.requestID)], on: call.database)
    return WrittenItemAnswer(
      item: stored, warnings: BarcodeWarning.list(body.barcodes, in: call.language))
  }

  private static func insert(_ item: Item, _ firstSKU: Int64, _ call: Call) throws -> Int64 {
    var items = [item]
    guard item.code.isEmpty else {
      try ItemStore.insert(&items, on: call.database)
      return items[0].id
    }
    for attempt in 0..<codeAttempts {
      items[0].code = Item.madeCode(firstSKU: firstSKU, attempt: attempt)
      do throws(DatabaseError) {
        try ItemStore.insert(&items, on: call.database)
        return items[0].id
      } catch {
        guard case .duplicateKey(index: "item_code") = error.kind else { throw error }
      }
    }
    throw Problem(.itemCodeTaken)
  }
}
