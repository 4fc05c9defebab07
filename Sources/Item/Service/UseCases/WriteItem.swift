/// `POST /item/create`
enum CreateItem {
  /// A made code may have been taken by hand; then it gets a suffix.
  private static let codeAttempts = 5

  /// - Parameter ids: for the SKUs, one each
  static func run(_ call: Call, _ request: ItemRequest, ids: [Int64]) throws -> WrittenItemAnswer {
    var item = request.item
    for (index, id) in zip(item.skus.indices, ids) { item.skus[index].id = id }
    try ItemWriting.check(item, before: nil, call)
    let id = try ItemWriting.refusingClashes(item, call) { try insert(item, ids[0], call) }
    let stored = try ItemWriting.stored(id, call)
    try call.publish([ItemCreated(stored.snapshot)])
    return WrittenItemAnswer(
      item: stored, warnings: BarcodeWarning.list(request.barcodes, in: call.language))
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
    throw ItemRefusal.codeTaken
  }
}

/// `PUT /item/{id}`
enum UpdateItem {
  /// - Parameter newIDs: for the SKUs that are new, one each
  static func run(
    _ call: Call, _ request: ItemChangesRequest, newIDs: [Int64]
  ) throws -> WrittenItemAnswer {
    guard let old = try ItemQueries.item(call.pathID(), on: call.database) else {
      throw ItemRefusal.notFound
    }
    let warnings = BarcodeWarning.list(request.barcodes, in: call.language)
    if try request.isDone(old, language: call.language) {
      return WrittenItemAnswer(item: old, warnings: warnings)
    }
    guard old.version == request.version else { throw Problem(.versionStale) }
    var new = old
    try request.apply(to: &new, newIDs: newIDs, language: call.language)
    try ItemWriting.check(new, before: old, call)
    try checkKind(new, before: old, call)
    return WrittenItemAnswer(item: try ItemWriting.replace(old, by: new, call), warnings: warnings)
  }

  /// Goods that somebody uses do not become a service, nor does such a service become goods.
  private static func checkKind(_ new: Item, before old: Item, _ call: Call) throws {
    if old.isService == new.isService { return }
    _ = try ItemStore.forUpdate(old.id, on: call.database)
    let usage = try ItemStore.usageForUpdate(of: old.id, on: call.database)
    if !usage.isEmpty { throw ItemRefusal.inUse(usage) }
  }
}

/// `DELETE /item/{id}`: gone if nobody ever used it, refused while there is stock, else inactive.
enum DeleteItem {
  static func run(_ call: Call) throws -> DeletionAnswer {
    let id = try call.pathID()
    guard try ItemStore.forUpdate(id, on: call.database),
      let item = try ItemQueries.item(id, on: call.database)
    else { throw ItemRefusal.notFound }
    let usage = try ItemStore.usageForUpdate(of: id, on: call.database)
    let stocked = usage.filter(\.hasStock)
    if !stocked.isEmpty { throw ItemRefusal.inUse(stocked) }
    if usage.isEmpty {
      try ItemStore.delete(id, on: call.database)
      try call.publish([item.deleted])
      return DeletionAnswer(itemID: id, status: .deleted)
    }
    if item.status == .active {
      var inactive = item
      inactive.status = .inactive
      _ = try ItemWriting.replace(item, by: inactive, call)
    }
    return DeletionAnswer(itemID: id, status: .inactive)
  }
}

/// What the use cases share: writing an item so that every clash becomes its refusal.
enum ItemWriting {
  /// Checks the rules of the item as a whole and that its category exists.
  static func check(_ item: Item, before: Item?, _ call: Call) throws {
    let faults = item.faults(before: before)
    if !faults.isEmpty { throw Problem.faults(faults, in: call.language) }
    guard let category = item.categoryID, category != before?.categoryID else { return }
    if try !CategoryQueries.exists(category, on: call.database) {
      throw ItemRefusal.categoryNotFound
    }
  }

  /// Runs the write; a code or barcode that others have becomes a 409 that names them.
  static func refusingClashes<T>(_ item: Item, _ call: Call, _ write: () throws -> T) throws -> T {
    do {
      return try write()
    } catch let error as DatabaseError {
      guard case .duplicateKey(let index) = error.kind else { throw error }
      if index == "item_code" { throw ItemRefusal.codeTaken }
      let own = Set(item.skus.map(\.id))
      let codes = item.skus.flatMap(\.allBarcodes)
      let bindings = try BarcodeQuery.bindings(of: codes, on: call.database)
      throw ItemRefusal.barcodeTaken(bindings.filter { !own.contains($0.skuID) })
    }
  }

  /// The item as it is stored now. Inside a transaction that wrote it, so it exists.
  static func stored(_ id: Int64, _ call: Call) throws -> Item {
    guard let item = try ItemQueries.item(id, on: call.database) else { throw ItemRefusal.notFound }
    return item
  }

  /// Replaces `old` by `new` as its next version, publishes that, and returns what is stored. A
  /// change by somebody else in between runs the whole transaction again.
  static func replace(_ old: Item, by new: Item, _ call: Call) throws -> Item {
    var new = new
    new.version.advance()
    let isCurrent = try refusingClashes(new, call) {
      try ItemStore.replace(old, by: new, on: call.database)
    }
    guard isCurrent else { throw DatabaseError.undone(statement: "item.update") }
    let stored = try stored(old.id, call)
    try call.publish([ItemUpdated(stored.snapshot)])
    return stored
  }
}
