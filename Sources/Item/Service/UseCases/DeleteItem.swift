import EventStream
import ItemDomain
import Transactions
import WebAPI

/// DELETE /item/{id}: gone if nobody ever used it, refused while there is stock, else inactive.
enum DeleteItem {
  static func run(_ call: Call) throws -> DeletionAnswer {
    let id = try call.pathID()
    guard try ItemStore.lock(id, on: call.database),
      let item = try ItemQueries.item(id, on: call.database)
    else { throw Problem(.itemNotFound) }
    let usage = try UsageQueries.lockAndRead(item: id, on: call.database)
    let stocked = usage.filter(\.hasStock)
    if !stocked.isEmpty { throw Problem.inUse(stocked) }
    if usage.isEmpty {
      try ItemStore.delete(id, on: call.database)
      try Outbox.append(
        [ItemEvents.deleted(item, requestID: call.requestID)], on: call.database)
      return DeletionAnswer(itemID: id, status: .deleted)
    }
    if item.status == .active {
      var inactive = item
      inactive.status = .inactive
      let stored = try ItemWriting.replace(item, by: inactive, call)
      try Outbox.append(
        [ItemEvents.updated(stored, requestID: call.requestID)], on: call.database)
    }
    return DeletionAnswer(itemID: id, status: .inactive)
  }
}
