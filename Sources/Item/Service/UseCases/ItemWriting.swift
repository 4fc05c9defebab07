import ItemDomain
import Kernel
import MariaDBClient
import WebAPI

/// What the use cases share: writing an item so that every clash becomes its refusal.
enum ItemWriting {
  /// Checks the rules of the item as a whole and that its category exists.
  static func check(_ item: Item, before: Item?, _ call: Call) throws {
    let faults = item.faults(before: before)
    if !faults.isEmpty { throw Problem.faults(faults, in: call.language) }
    guard let category = item.categoryID, category != before?.categoryID else { return }
    if try !CategoryQueries.exists(category, on: call.database) {
      throw Problem(.categoryNotFound)
    }
  }

  /// Goods that somebody uses do not become a service, nor does such a service become goods.
  static func checkKind(_ new: Item, before old: Item, _ call: Call) throws {
    if old.isService == new.isService { return }
    _ = try ItemStore.lock(old.id, on: call.database)
    let usage = try UsageQueries.lockAndRead(item: old.id, on: call.database)
    if !usage.isEmpty { throw Problem.inUse(usage) }
  }

  /// Runs the write; a code or barcode that others have becomes a 409 that names them.
  static func refusingClashes<T>(_ item: Item, _ call: Call, _ write: () throws -> T) throws -> T {
    do {
      return try write()
    } catch let error as DatabaseError {
      guard case .duplicateKey(let index) = error.kind else { throw error }
      if index == "item_code" { throw Problem(.itemCodeTaken) }
      let own = Set(item.skus.map(\.id))
      let codes = item.skus.flatMap(\.allBarcodes)
      let bindings = try BarcodeQuery.bindings(of: codes, on: call.database)
      throw Problem.barcodesTaken(bindings.filter { !own.contains($0.skuID) })
    }
  }

  /// The item as it is stored now. Inside a transaction that wrote it, so it exists.
  static func stored(_ id: Int64, _ call: Call) throws -> Item {
    guard let item = try ItemQueries.item(id, on: call.database) else {
      throw Problem(.itemNotFound)
    }
    return item
  }

  /// Replaces `old` by `new` as its next version, publishes that, and returns what is stored. A
  /// change by somebody else in between runs the whole transaction again.
  static func replace(_ old: Item, by new: Item, _ call: Call) throws -> Item {
    let isCurrent = try refusingClashes(new, call) {
      try ItemStore.replace(old, by: new, on: call.database)
    }
    guard isCurrent else { throw DatabaseError.undone(statement: "item.update") }
    return try stored(old.id, call)
  }
}
