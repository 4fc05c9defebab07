import EventModel
import EventStream
import Glibc

/// Writes batches of import rows, each in one transaction; keeps the good rows of a batch that the
/// database refuses.
struct CatalogueBatchWriter {
  struct Outcome {
    var created = 0
    var updated = 0
    var unchanged = 0
    var faults: [RowFault] = []
  }

  let database: DatabaseConnection
  let requestID: String
  let segments: SKUSegments
  /// Ids by path.
  let categories: [String: Int64]

  /// A store that is away for longer ends the import.
  private static let patienceMilliseconds = 8_000
  /// A row that clashes each time is refused after so many.
  private static let looks = 4

  func write(_ rows: [CatalogueRow]) throws -> Outcome {
    do {
      return try patiently { try transaction(rows) }
    } catch let error as DatabaseError {
      // A barcode or code that somebody took this very moment: find out whose row it was.
      switch error.kind {
      case .duplicateKey, .checkViolated, .outOfRange: return try writeOneByOne(rows)
      default: throw error
      }
    }
  }

  private func writeOneByOne(_ rows: [CatalogueRow]) throws -> Outcome {
    var sum = Outcome()
    for row in rows {
      do {
        let one = try again { try patiently { try transaction([row]) } }
        sum.created += one.created
        sum.updated += one.updated
        sum.unchanged += one.unchanged
        sum.faults += one.faults
      } catch let error as DatabaseError {
        switch error.kind {
        case .duplicateKey:
          sum.faults.append(RowFault(row: row.row, field: "row", reason: .takenMeanwhile))
        case .checkViolated, .outOfRange:
          sum.faults.append(RowFault(row: row.row, field: "row", reason: .refused))
        default: throw error
        }
      }
    }
    return sum
  }

  /// Somebody else may import the same goods: what clashed while it was written is found to be
  /// there, or its clash is named, when it is looked at again.
  private func again<T>(_ body: () throws -> T) throws -> T {
    for _ in 1..<Self.looks {
      do { return try body() } catch let error as DatabaseError {
        guard case .duplicateKey = error.kind else { throw error }
      }
    }
    return try body()
  }

  /// Waits for a store that is away for a moment, or for rows that others keep. Writing rows again
  /// that were already written, as after a commit whose answer was lost, changes nothing.
  private func patiently<T>(_ body: () throws -> T) throws -> T {
    var waited = 0
    while true {
      do {
        return try body()
      } catch let error as DatabaseError {
        guard error.mayPass, waited < Self.patienceMilliseconds else { throw error }
        usleep(250_000)
        waited += 250
      }
    }
  }

  private func transaction(_ rows: [CatalogueRow]) throws -> Outcome {
    try Retry.transaction(on: database) {
      let plan = try plan(rows)
      try write(plan.changes)
      return Outcome(plan)
    }
  }

  /// What `write` would make of all rows that the plan was told so far, but for what happens
  /// meanwhile. Writes nothing.
  func rehearse(_ rows: [CatalogueRow], _ plan: inout CataloguePlan) throws {
    plan = try patiently {
      var next = plan
      try learn(rows, &next)
      for row in rows { next.add(row) }
      return next
    }
  }

  private func plan(_ rows: [CatalogueRow]) throws -> CataloguePlan {
    var plan = CataloguePlan(categories: categories)
    try learn(rows, &plan)
    for row in rows { plan.add(row) }
    return plan
  }

  private func learn(_ rows: [CatalogueRow], _ plan: inout CataloguePlan) throws {
    let codes = Array(Set(rows.map(\.code)))
    let barcodes = Set(
      rows.flatMap { ($0.barcodes ?? []) + ($0.units ?? []).flatMap(\.barcodes) })
    let bindings = try BarcodeQuery.bindings(of: Array(barcodes), on: database)
    let existing = try ItemQueries.items(codes: codes, on: database)
    plan.learn(existing, bindings, used: try used(existing, rows))
  }

  /// Those of the items that somebody uses and that a row would make a service, or goods again.
  private func used(_ items: [Item], _ rows: [CatalogueRow]) throws(DatabaseError) -> Set<Int64> {
    var used: Set<Int64> = []
    for item in items.sorted(by: { $0.id < $1.id }) {
      let isTurned = rows.contains { row in
        row.code == item.code && row.kind.map { ($0 == .service) != item.isService } == true
      }
      if !isTurned { continue }
      _ = try ItemStore.forUpdate(item.id, on: database)
      if try !ItemStore.usageForUpdate(of: item.id, on: database).isEmpty {
        used.insert(item.id)
      }
    }
    return used
  }

  private func write(_ changes: [CataloguePlan.Change]) throws {
    var created: [Item] = []
    var replaced: [(before: Item, after: Item)] = []
    for change in changes {
      guard let before = change.before else {
        created.append(change.after)
        continue
      }
      if before != change.after { replaced.append((before, change.after)) }
    }
    var ids = try segments.take(missingIDs(created) + missingIDs(replaced.map(\.after)))
      .makeIterator()
    for index in created.indices { created[index].nameSKUs(from: &ids) }
    // In one order for all, so that two imports wait for each other and do not lock up.
    replaced.sort { $0.before.id < $1.before.id }
    var events: [any EventPayload] = []
    for (before, after) in replaced {
      var after = after
      after.nameSKUs(from: &ids)
      after.version.advance()
      guard try ItemStore.replace(before, by: after, on: database) else {
        throw DatabaseError.undone(statement: "item.update")
      }
      events.append(ItemUpdated(after.snapshot))
    }
    created.sort { $0.code < $1.code }
    try ItemStore.insert(&created, on: database)
    events += created.map { ItemCreated($0.snapshot) }
    try Outbox.append(events, source: "erp-item", requestID: requestID, on: database)
  }

  private func missingIDs(_ items: [Item]) -> Int {
    items.reduce(0) { $0 + $1.skus.count { $0.id == 0 } }
  }
}

extension CatalogueBatchWriter.Outcome {
  init(_ plan: CataloguePlan) {
    self.init(
      created: plan.created, updated: plan.updated, unchanged: plan.unchanged,
      faults: plan.faults)
  }
}

extension Item {
  /// Gives each SKU without an id the next one.
  fileprivate mutating func nameSKUs(from ids: inout IndexingIterator<[Int64]>) {
    for index in skus.indices where skus[index].id == 0 { skus[index].id = ids.next() ?? 0 }
  }
}
