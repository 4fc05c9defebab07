import ItemDomain
import ItemService

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

    /// Whether the row's `allow_negative` must be set so that the CHECK accepts it.
    var needsFlag: Bool { allowsNegative || (isForced && level.available.isNegative) }
  }

  private let facts: [Int64: SKUInfo]
  private var entries: [StockKey: Entry] = [:]
  /// The database's clock when the rows were read; nil when there were none.
  private(set) var readAt: Instant?

  /// Locks the rows of the SKUs in one warehouse or two. 1 round trip, and 1 to 2 more when rows
  /// must be made.
  ///
  /// - Parameters:
  ///   - facts: what the SKUs allow; the rows' own flags stand in for SKUs without
  ///   - creating: the warehouse whose missing rows are made; in others they count as empty
  init(
    forUpdate skuIDs: some Sequence<Int64>, in warehouses: [Int64], facts: [Int64: SKUInfo],
    creating: Int64? = nil, on database: DatabaseConnection
  ) throws {
    self.facts = facts
    let sorted = Set(skuIDs).sorted()
    take(try BalanceStore.forUpdate(sorted, in: warehouses.sorted(), on: database))
    if let creating { try create(sorted, in: creating, on: database) }
  }

  /// An empty book.
  init() { facts = [:] }

  /// Locks rows of any warehouses, in ascending order of SKU, then warehouse, as everybody does;
  /// the rows' own flags say what they allow. 1 round trip for up to 20.
  init(forUpdate keys: some Sequence<StockKey>, on database: DatabaseConnection) throws {
    facts = [:]
    take(try BalanceStore.forUpdate(Set(keys).sorted(), on: database))
  }

  /// Makes the rows that are missing in a warehouse, and locks them.
  mutating func create(
    _ skuIDs: [Int64], in warehouse: Int64, on database: DatabaseConnection
  ) throws {
    let missing = skuIDs.map { StockKey(skuID: $0, warehouseID: warehouse) }
      .filter { entries[$0] == nil }
    if missing.isEmpty { return }
    let rows = missing.map { ($0, facts[$0.skuID]?.allowsNegative ?? false) }
    if try BalanceStore.create(rows, on: database) {
      for (key, allowsNegative) in rows {
        entries[key] = Entry(
          before: .empty, level: .empty, version: 0, isFlagged: allowsNegative,
          allowsNegative: allowsNegative, isNew: true)
      }
    } else {
      // Somebody else made one of them meanwhile: now it is there, and locked.
      take(
        try BalanceStore.forUpdate(missing.map(\.skuID), in: [warehouse], on: database),
        isNew: true)
    }
  }

  private mutating func take(_ rows: [BalanceStore.StockRow], isNew: Bool = false) {
    for row in rows {
      entries[row.key] = Entry(
        before: row.level, level: row.level, version: row.version, isFlagged: row.allowsNegative,
        allowsNegative: facts[row.key.skuID]?.allowsNegative ?? row.allowsNegative, isNew: isNew)
      readAt = row.readAt
    }
  }

  /// The level as changed so far; a missing row is an empty one.
  func level(_ key: StockKey) -> StockLevel { entries[key]?.level ?? .empty }

  func allowsNegative(_ key: StockKey) -> Bool {
    entries[key]?.allowsNegative ?? facts[key.skuID]?.allowsNegative ?? false
  }

  /// Refuses unless every wanted quantity is available.
  func require(_ wanted: [Int64: Quantity], in warehouse: Int64) throws(StockRefusal) {
    var shortages: [StockShortage] = []
    for (skuID, quantity) in wanted.sorted(by: { $0.key < $1.key }) {
      let key = StockKey(skuID: skuID, warehouseID: warehouse)
      let level = level(key)
      if quantity <= level.available || allowsNegative(key) { continue }
      shortages.append(
        StockShortage(
          key, name: facts[skuID]?.name, requested: quantity, level,
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
    return StockBalance(key: key, level: entry.level, version: entry.version)
  }

  /// Writes the changes; returns the new balances in ascending order. 1 round trip for each
  /// warehouse; 1 more when a row is new, or came to or left zero on hand.
  @discardableResult
  func write(on database: DatabaseConnection) throws -> [StockBalance] {
    let touched = entries.filter { $0.value.changes > 0 }.sorted { $0.key < $1.key }
    for (key, entry) in touched where entry.needsFlag && !entry.isFlagged {
      try BalanceStore.flag(key, allowsNegative: true, on: database)
    }
    for warehouse in Set(touched.map(\.key.warehouseID)).sorted() {
      let changes = touched.filter { $0.key.warehouseID == warehouse }
        .map {
          BalanceStore.Change(
            skuID: $0.key.skuID, sum: $0.value.change, count: $0.value.changes)
        }
      try BalanceStore.change(changes, in: warehouse, on: database)
    }
    // The flag outlives its SKU's until the row is back at zero.
    for (key, entry) in touched
    where !entry.allowsNegative && entry.isFlagged && !entry.level.available.isNegative {
      try BalanceStore.flag(key, allowsNegative: false, on: database)
    }
    try notePresence(of: touched, on: database)
    return touched.map {
      StockBalance(key: $0.key, level: $0.value.level, version: $0.value.version)
    }
  }

  /// Tells the item centre where there is stock now, so that it never deletes such a SKU.
  private func notePresence(
    of touched: [(key: StockKey, value: Entry)], on database: DatabaseConnection
  ) throws(DatabaseError) {
    let news = touched.filter { _, entry in
      entry.isNew || entry.before.onHand.isZero != entry.level.onHand.isZero
    }
    try ItemAPI.noteStock(
      news.map { key, entry in
        SKUUsage(
          skuID: key.skuID, warehouseID: key.warehouseID, hasStock: !entry.level.onHand.isZero)
      }, on: database)
  }
}
