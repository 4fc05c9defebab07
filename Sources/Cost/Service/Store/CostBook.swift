/// The SKUs that one transaction values: their rows are locked, their moves applied in memory and
/// written together.
///
/// A move whose predecessor is not there yet, or that is made of a sheet that is not settled, is
/// put aside, and goes on when it can. Nothing that was applied is ever looked at again.
struct CostBook {
  let database: DatabaseConnection
  private(set) var accounts: [Int64: CostAccount] = [:]
  /// Those that were given entries, over the whole transaction.
  private(set) var changed: Set<Int64> = []
  /// Production orders whose material was valued since they were last asked for.
  private var touchedOrders: Set<String> = []
  /// Late prices that were booked, over the whole transaction.
  var corrections: [LedgerEntry] = []
  private var unwritten: [LedgerEntry] = []
  private var dirty: Set<Int64> = []
  private var held: [CostMove] = []
  private var released: [Int64: Int64] = [:]
  private var origins: [OriginKey: OriginBalance] = [:]

  private struct OriginKey: Hashable {
    let skuID: Int64
    let document: CostDocument
  }

  init(_ database: DatabaseConnection) { self.database = database }

  /// Locks the rows of SKUs, in ascending order; those that are locked cost nothing.
  mutating func open(_ skuIDs: some Sequence<Int64>) throws(DatabaseError) {
    let fresh = Set(skuIDs).filter { accounts[$0] == nil }.sorted()
    if fresh.isEmpty { return }
    let found = try AccountStore.open(fresh, on: database)
    for (skuID, account) in found {
      accounts[skuID] = account
      // What is valued otherwise from the start says so in its ledger.
      guard account.lastEntry == 0 else { continue }
      var account = account
      if let entry = account.bookFirstPolicy() { keep(entry, account) }
    }
  }

  /// Values the moves that can be, and what had waited for them; puts the others aside.
  mutating func post(_ moves: [CostMove]) throws {
    let groups = Dictionary(grouping: moves, by: \.skuID)
    try open(groups.keys)
    for skuID in groups.keys.sorted() { try advance(skuID, with: groups[skuID] ?? []) }
  }

  /// Values what waits of a SKU, as far as it can be.
  mutating func resume(_ skuID: Int64) throws {
    try open([skuID])
    try advance(skuID, with: [])
  }

  private mutating func advance(_ skuID: Int64, with moves: [CostMove]) throws {
    guard let account = accounts[skuID] else { throw CostInvariantError.rowsVanished }
    let waiting =
      account.hasWaiting
      ? try WaitingStore.read(skuID, after: account.lastSequence, on: database) : []
    let known = Set(waiting.map(\.sequence))
    var line = waiting
    line += moves.filter { $0.sequence > account.lastSequence && !known.contains($0.sequence) }
    if line.isEmpty { return }
    line.sort { $0.sequence < $1.sequence }
    var last = account.lastSequence
    var aside: [CostMove] = []
    for move in line {
      if move.sequence == last { continue }
      if move.sequence == last.next, try apply(move) {
        last = move.sequence
      } else {
        aside.append(move)
      }
    }
    held += aside.filter { !known.contains($0.sequence) }
    if account.hasWaiting { released[skuID] = last }
    accounts[skuID]?.hasWaiting = !aside.isEmpty || waiting.count == WaitingStore.loadMax
    dirty.insert(skuID)
  }

  /// Values one move; false when what it is valued by is not known yet.
  private mutating func apply(_ move: CostMove) throws -> Bool {
    guard let account = accounts[move.skuID] else { throw CostInvariantError.rowsVanished }
    var total: CostValue?
    var late: CostValue?
    var sent: SentBack?
    switch move.basis {
    case .unitCost(let unitCost): total = try move.total(at: unitCost)
    case .average: total = nil
    case .origin(let document):
      let balance = try origin(OriginKey(skuID: move.skuID, document: document))
      total = try balance.total(of: move.size, average: account.state.unitCost)
      late = try total.map { try self.late(of: move, balance, total: $0, account) }
    case .sheet(let number):
      total = try SheetStore.receiptTotals([number], on: database)[number]
      if total == nil { return false }
    case .receipt(let document):
      sent = try sentBack(of: document, skuID: move.skuID)
    }
    let entry = try add(
      LedgerEntry(move, share: sent?.share, late: late),
      meaning: sent?.entry(move) ?? move.entry(total: total, late: late))
    if let number = move.materialOrder { touchedOrders.insert(number) }
    try noteOrigins(move, entry)
    return true
  }

  /// Books an entry of an open SKU by what it means; returns it with what came of it.
  mutating func add(_ entry: LedgerEntry, meaning: CostEntry) throws -> LedgerEntry {
    guard var account = accounts[entry.skuID] else { throw CostInvariantError.rowsVanished }
    let booked = try account.book(entry, meaning: meaning)
    keep(booked, account)
    return booked
  }

  private mutating func keep(_ entry: LedgerEntry, _ account: CostAccount) {
    unwritten.append(entry)
    accounts[account.skuID] = account
    changed.insert(account.skuID)
    dirty.insert(account.skuID)
  }

  /// What left for a document and came back, with what this transaction has not written yet.
  private mutating func origin(_ key: OriginKey) throws -> OriginBalance {
    if let known = origins[key] { return known }
    let written = try LedgerStore.origins([(key.document, key.skuID, .max)], on: database)
    var balance = written.first ?? OriginBalance()
    for entry in unwritten where entry.skuID == key.skuID {
      guard let move = entry.move else { continue }
      if move.quantity.isNegative, entry.document == key.document {
        try balance.noteDeparture(move.size, -entry.amount, at: entry.number)
      } else if entry.origin == key.document, move.quantity.isPositive,
        entry.document.type != "production"
      {
        try balance.noteReturn(
          move.size, entry.given ?? entry.amount, late: entry.late ?? .zero)
      }
    }
    origins[key] = balance
    return balance
  }

  private mutating func noteOrigins(_ move: CostMove, _ entry: LedgerEntry) throws(DecimalFault) {
    if move.quantity.isNegative {
      let key = OriginKey(skuID: move.skuID, document: move.document)
      try origins[key]?.noteDeparture(move.size, -entry.amount, at: entry.number)
    } else if let origin = move.origin, !move.isOutput {
      let key = OriginKey(skuID: move.skuID, document: origin)
      try origins[key]?.noteReturn(
        move.size, entry.given ?? entry.amount, late: entry.late ?? .zero)
    }
  }

  /// The production orders whose material was valued since the last call.
  mutating func takeTouchedOrders() -> Set<String> {
    defer { touchedOrders = [] }
    return touchedOrders
  }

  /// The ledger is asked next: what this transaction booked belongs to it.
  mutating func writeEntries() throws(DatabaseError) {
    try LedgerStore.append(unwritten, on: database)
    unwritten = []
  }

  /// Writes what was done so far: 2 round trips for up to 50 moves, and 2 more when moves wait.
  mutating func flush() throws(DatabaseError) {
    for (skuID, sequence) in released.sorted(by: { $0.key < $1.key }) {
      try WaitingStore.delete(skuID, upTo: sequence, on: database)
    }
    try WaitingStore.insert(held, on: database)
    try writeEntries()
    try AccountStore.write(dirty.sorted().compactMap { accounts[$0] }, on: database)
    released = [:]
    held = []
    dirty = []
  }
}

/// Broken internal invariants: a bug, never a caller's error.
enum CostInvariantError: Error {
  /// A row that was locked a moment ago is not there.
  case rowsVanished
}
