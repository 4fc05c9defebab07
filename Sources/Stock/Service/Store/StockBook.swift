import ItemService
import Kernel
import MariaDBClient
import StockDomain

/// The stock rows of one document: locked in the database, changed here under the rules, and
/// written back in one statement for each warehouse.
struct StockBook {
  private struct Entry {
    let before: StockLevel
    var level: StockLevel
    /// Counts each change.
    var version: Int64
    let isFlagged: Bool
    var allowsNegative: Bool
    var isNew = false
    /// Sold goods left, whatever the rules say.
    var isForced = false
    var change = StockChange.moving(.zero)
    var changes: Int64 = 0

    /// Whether the row must say that it may be below zero.
    var needsFlag: Bool { allowsNegative || (isForced && level.available.isNegative) }
  }

  private let facts: [Int64: SKUInfo]
  private var entries: [StockKey: Entry] = [:]
  /// The database's clock at the lock; nil when there was no row to lock.
  private(set) var lockedAt: Instant?

  /// Locks the rows of the SKUs in one warehouse or two. 1 round trip, and 1 to 2 more when rows
  /// must be made.
  ///
  /// - Parameters:
  ///   - facts: what the SKUs allow; the rows' own flags stand in for SKUs without
  ///   - creating: the warehouse whose missing rows are made; in others they count as empty
  init(
    locking skuIDs: some Sequence<Int64>, in warehouses: [Int64], facts: [Int64: SKUInfo],
    creating: Int64? = nil, on connection: DatabaseConnection
  ) throws {
    self.facts = facts
    let sorted = Set(skuIDs).sorted()
    try take(BalanceStore.lock(sorted, in: warehouses.sorted(), on: connection))
    if let creating { try create(sorted, in: creating, on: connection) }
  }

  /// An empty book.
  init() { facts = [:] }

  /// Locks rows of any warehouses, in ascending order of SKU, then warehouse, as everybody does;
  /// the rows' own flags say what they allow. 1 round trip for up to 20.
  init(locking keys: some Sequence<StockKey>, on connection: DatabaseConnection) throws {
    facts = [:]
    try take(BalanceStore.lock(Set(keys).sorted(), on: connection))
  }

  /// Makes the rows that are missing in a warehouse, and locks them.
  mutating func create(
    _ skuIDs: [Int64], in warehouse: Int64, on connection: DatabaseConnection
  ) throws {
    let missing = skuIDs.map { StockKey(skuID: $0, warehouseID: warehouse) }
      .filter { entries[$0] == nil }
    if missing.isEmpty { return }
    let rows = missing.map { ($0, facts[$0.skuID]?.allowsNegative ?? false) }
    if try BalanceStore.create(rows, on: connection) {
      for (key, allowsNegative) in rows {
        entries[key] = Entry(
          before: .empty, level: .empty, version: 0, isFlagged: allowsNegative,
          allowsNegative: allowsNegative, isNew: true)
      }
    } else {
      // Somebody else made one of them meanwhile: now it is there, and locked.
      try take(
        BalanceStore.lock(missing.map(\.skuID), in: [warehouse], on: connection), isNew: true)
    }
  }

  private mutating func take(_ rows: [BalanceStore.Row], isNew: Bool = false) throws {
    for row in rows {
      let level = try StockLevel(onHand: row.onHand, locked: row.locked)
      entries[row.key] = Entry(
        before: level, level: level, version: row.version, isFlagged: row.allowsNegative,
        allowsNegative: facts[row.key.skuID]?.allowsNegative ?? row.allowsNegative, isNew: isNew)
      lockedAt = row.readAt
    }
  }

  /// The level as changed so far; a missing row is an empty one.
  func level(_ key: StockKey) -> StockLevel { entries[key]?.level ?? .empty }

  func allowsNegative(_ key: StockKey) -> Bool {
    entries[key]?.allowsNegative ?? facts[key.skuID]?.allowsNegative ?? false
  }

  func isMissing(_ key: StockKey) -> Bool { entries[key] == nil }

  /// Refuses unless every wanted quantity is available.
  func require(_ wanted: [Int64: Quantity], in warehouse: Int64) throws(StockRefusal) {
    var shortages: [StockShortage] = []
    for (skuID, quantity) in wanted.sorted(by: { $0.key < $1.key }) {
      let key = StockKey(skuID: skuID, warehouseID: warehouse)
      let level = level(key)
      if quantity <= level.available || allowsNegative(key) { continue }
      shortages.append(
        StockShortage(
          skuID: skuID, name: facts[skuID]?.name, warehouseID: warehouse, requested: quantity,
          available: level.available, locked: level.locked,
          version: entries[key]?.version ?? 0))
    }
    if !shortages.isEmpty { throw .insufficient(shortages) }
  }

  /// Changes one row; returns what it is afterwards.
  /// - Parameter isForced: the goods are gone already, also when that leaves the row below zero
  @discardableResult
  mutating func apply(
    _ change: StockChange, to key: StockKey, isForced: Bool = false
  ) throws -> StockBalance {
    guard var entry = entries[key] else { throw StockInvariantError.rowsVanished }
    entry.isForced = entry.isForced || isForced
    do throws(StockLevelFault) {
      entry.level = try entry.level.applying(
        change, allowsNegative: entry.allowsNegative || isForced)
    } catch {
      switch error {
      case .overflow: throw StockRefusal.quantityOverflow
      // Whoever changes a book has asked `require`, or what the lock holds, before.
      case .insufficient, .notHeld: throw StockInvariantError.bookMisused
      }
    }
    entry.change = try entry.change.and(change)
    entry.changes.advance()
    entry.version.advance()
    entries[key] = entry
    return StockBalance(key, entry.level, version: entry.version)
  }

  /// Writes the changes; returns the new balances in ascending order. 1 round trip for each
  /// warehouse; 1 more when a row is new, or came to or left zero on hand.
  @discardableResult
  func write(on connection: DatabaseConnection) throws -> [StockBalance] {
    let touched = entries.filter { $0.value.changes > 0 }.sorted { $0.key < $1.key }
    for (key, entry) in touched where entry.needsFlag && !entry.isFlagged {
      try BalanceStore.flag(key, allowsNegative: true, on: connection)
    }
    for warehouse in Set(touched.map(\.key.warehouseID)).sorted() {
      let changes = touched.filter { $0.key.warehouseID == warehouse }
        .map { BalanceStore.Change($0.key.skuID, $0.value.change, count: $0.value.changes) }
      try BalanceStore.change(changes, in: warehouse, on: connection)
    }
    // The flag outlives its SKU's until the row is back at zero.
    for (key, entry) in touched
    where !entry.allowsNegative && entry.isFlagged && !entry.level.available.isNegative {
      try BalanceStore.flag(key, allowsNegative: false, on: connection)
    }
    try notePresence(of: touched, on: connection)
    return touched.map { StockBalance($0.key, $0.value.level, version: $0.value.version) }
  }

  /// Tells the item centre where there is stock now, so that it never deletes such a SKU.
  private func notePresence(
    of touched: [(key: StockKey, value: Entry)], on connection: DatabaseConnection
  ) throws {
    let news = touched.filter { _, entry in
      entry.isNew || entry.before.onHand.isZero != entry.level.onHand.isZero
    }
    let presences = news.map { key, entry in
      StockPresence(
        skuID: key.skuID, warehouseID: key.warehouseID, hasStock: !entry.level.onHand.isZero)
    }
    do throws(DatabaseError) {
      try ItemAPI.noteStock(presences, on: connection)
    } catch {
      // Deleted between the look at its facts and now.
      if error.code == 1452 { throw StockRefusal.skuNotFound(presences.map(\.skuID)) }
      throw error
    }
  }
}

extension StockBalance {
  init(_ key: StockKey, _ level: StockLevel, version: Int64) {
    self.init(
      skuID: key.skuID, warehouseID: key.warehouseID, onHand: level.onHand,
      locked: level.locked, available: level.available, version: version)
  }
}
