/// `POST /cost/calculate`: works everything out again from the ledger's own documents, from the
/// first entry on, and compares each figure with what is stored. It changes nothing.
///
/// Each SKU is read up to the last entry that it has when its turn comes: the ledger is only added
/// to, so no lock is needed. Everything is read in pages, in the order of SKUs and of orders.
struct CalculateCost {
  private static let differencesMax = 200
  private static let pageSize = 500
  private static let accountsSQL = SQL(
    "cost_sku.accounts",
    "SELECT \(AccountStore.columns) FROM cost_sku WHERE sku_id > ? ORDER BY sku_id LIMIT ?")
  private static let oneSQL = SQL(
    "cost_sku.account", "SELECT \(AccountStore.columns) FROM cost_sku WHERE sku_id = ?")

  private let call: Call
  private var database: DatabaseConnection { call.database }
  private var checked: Int64 = 0
  private var different: [CalculationAnswer.Difference] = []

  static func run(_ call: Call, _ request: CalculateRequest) throws -> CalculationAnswer {
    var calculation = CalculateCost(call: call)
    if let skuID = request.skuID {
      let account = try call.database.first(oneSQL, [.int(skuID)], AccountStore.account)
      if let account {
        try calculation.check([account])
      } else if try AccountStore.policies(of: [skuID], on: call.database).isEmpty {
        throw CostRefusal.skuNotFound
      }
    } else if let orderID = request.orderID {
      try calculation.check([try CostQueries.visibleSheet(of: orderID, for: call)])
    } else {
      try calculation.checkEverything()
    }
    return CalculationAnswer(checked: calculation.checked, different: calculation.different)
  }

  /// Every SKU, and the sheets of the caller's organisations.
  private mutating func checkEverything() throws {
    var after: Int64 = 0
    while different.count < Self.differencesMax {
      try call.requireTime()
      let accounts = try database.query(
        Self.accountsSQL, [.int(after), .of(Self.pageSize)], AccountStore.account)
      guard let last = accounts.last else { break }
      try check(accounts)
      after = last.skuID
    }
    after = 0
    while different.count < Self.differencesMax {
      try call.requireTime()
      let sheets = try CostQueries.settled(after: after, limit: Self.pageSize, on: database)
      guard let last = sheets.last?.orderID else { break }
      try check(sheets.filter { $0.isVisible(in: call.caller.scope) })
      after = last
    }
  }

  private mutating func check(_ accounts: [CostAccount]) throws {
    guard let first = accounts.first, let last = accounts.last else { return }
    var ledger = LedgerReader(from: first.skuID, through: last.skuID, on: database)
    for account in accounts {
      checked.advance()
      if different.count < Self.differencesMax { try check(account, by: &ledger) }
    }
  }

  private mutating func check(_ account: CostAccount, by ledger: inout LedgerReader) throws {
    var state = CostState(policy: CostPolicy(method: .movingAverage, standardCost: nil))
    var (entry, sequence, correction): (Int64, Int64, Int64) = (0, 0, 0)
    while let record = try ledger.next(of: account) {
      let stored = record.entry
      let place = (account.skuID, stored.number)
      expect(stored.number, entry.next, "entry", place)
      entry = stored.number
      if let move = stored.move {
        expect(move.sequence, sequence.next, "seq", place)
        sequence = move.sequence
      }
      let meaning = try meaning(of: record, after: state, correction, place)
      let posting = try state.apply(meaning)
      expect(stored.given, try meaning.given(posting), "given", place)
      if stored.kind == .correction { correction = stored.number }
      expect(stored.amount, posting.amount, "amount", place)
      expect(stored.variance, posting.variance, "variance", place)
      expect(stored.onHand, state.onHand, "on_hand", place)
      expect(stored.value, state.value, "value", place)
      expect(stored.average, state.average, "average", place)
      if different.count >= Self.differencesMax { return }
    }
    let place: (Int64, Int64?) = (account.skuID, nil)
    expect(account.lastEntry, entry, "entry", place)
    expect(account.lastSequence, sequence, "seq", place)
    expect(account.lastCorrection, correction, "last_correction", place)
    expect(account.state.onHand, state.onHand, "on_hand", place)
    expect(account.state.value, state.value, "value", place)
    expect(account.state.unitCost, state.unitCost, "unit_cost", place)
  }

  /// What an entry says happened, without what it says came of it.
  /// - Parameter correction: the entry of the last late price before it
  private mutating func meaning(
    of record: LedgerReader.Record, after state: CostState, _ correction: Int64,
    _ place: (Int64, Int64?)
  ) throws -> CostEntry {
    let stored = record.entry
    switch stored.kind {
    case .revaluation: return .revaluation(stored.policy ?? state.policy)
    case .correction:
      // Without a share it was made before there were any.
      if stored.share != nil { return try latePrice(stored, place) }
      return .correction(total: stored.given ?? .zero, covering: stored.covering ?? .zero)
    case .move: break
    }
    guard let move = stored.move else { throw CostInvariantError.rowsVanished }
    if case .receipt(let document) = move.basis {
      let found = try ReceiptStore.find(
        document, of: move.skuID, before: stored.number, on: database)
      let share = try found.map {
        try ReceiptStore.share(of: $0, before: stored.number, on: database)
      }
      expect(stored.share, share, "share", place)
      if let found, let share {
        return .supplierReturn(move.size, of: found.cost, share: share)
      }
    }
    let total = try record.total(of: move, average: state.unitCost)
    let late = try stored.late.flatMap { _ in
      try total.flatMap { try self.late(of: record, move, total: $0, correction) }
    }
    expect(stored.late, late, "late", place)
    return move.entry(total: total, late: late)
  }

  /// What late prices put on goods that come back; nil of all others.
  private func late(
    of record: LedgerReader.Record, _ move: CostMove, total: CostValue, _ correction: Int64
  ) throws -> CostValue? {
    guard case .origin(let document) = move.basis, let balance = record.origin else { return nil }
    guard let departures = balance.departures, correction > departures.lowerBound else {
      return .zero
    }
    return try LatePriceStore.late(
      of: move, from: document, balance, total: total, before: record.entry.number, on: database)
  }

  /// A late price, with the share that the walk finds now.
  private mutating func latePrice(
    _ stored: LedgerEntry, _ place: (Int64, Int64?)
  ) throws -> CostEntry {
    let found = try stored.origin.flatMap {
      try ReceiptStore.find($0, of: stored.skuID, before: stored.number, on: database)
    }
    guard let found else { throw CostInvariantError.rowsVanished }
    let share = try ReceiptStore.share(of: found, before: stored.number, on: database)
    expect(stored.share, share, "share", place)
    expect(stored.covering, found.cost.quantity, "covering", place)
    var newTotal = stored.receiptTotal ?? found.cost.total
    if let unitCost = stored.unitCost {
      newTotal = try ReceiptCost.total(of: found.cost.quantity, at: unitCost)
      expect(stored.receiptTotal, newTotal, "receipt_total", place)
    }
    return .latePrice(found.cost, newTotal: newTotal, share: share)
  }

  private mutating func check(_ sheets: [CostSheet]) throws {
    let figures = try SheetStore.figures(of: sheets, on: database)
    for stored in sheets {
      checked.advance()
      guard stored.status == .settled, let figures = figures[stored.number] else {
        continue
      }
      try compare(stored, figures)
    }
  }

  private mutating func compare(
    _ stored: CostSheet, _ figures: SheetFigures
  ) throws(DecimalFault) {
    let receiptTotal = try figures.total - stored.lateTotal
    let kept = stored.figures
    let pairs: [(String, CostValue, CostValue)] = [
      ("material", kept.material, figures.material), ("labor", kept.labor, figures.labor),
      ("overhead", kept.overhead, figures.overhead), ("total", kept.total, figures.total),
      // What changed since the goods came in is late prices of them.
      ("receipt_total", stored.receiptTotal ?? receiptTotal, receiptTotal),
      ("unit_cost", kept.unitCost, figures.unitCost),
      ("standard_total", kept.standardTotal, figures.standardTotal),
      ("variances.price", kept.priceVariance, figures.priceVariance),
      ("variances.usage", kept.usageVariance, figures.usageVariance),
      ("variances.labor", kept.laborVariance, figures.laborVariance),
    ]
    for (field, old, calculated) in pairs where old != calculated {
      different.append(
        CalculationAnswer.Difference(
          skuID: nil, orderID: stored.orderID, entry: nil, field: field, stored: "\(old)",
          calculated: "\(calculated)"))
    }
  }

  private mutating func expect<Value: Equatable & CustomStringConvertible>(
    _ stored: Value?, _ calculated: Value?, _ field: String, _ place: (Int64, Int64?)
  ) {
    if stored == calculated || different.count >= Self.differencesMax { return }
    different.append(
      CalculationAnswer.Difference(
        skuID: place.0, orderID: nil, entry: place.1, field: field,
        stored: stored?.description ?? "", calculated: calculated?.description ?? ""))
  }
}
