/// Goods that go back to their supplier, and late prices (contract 2, section A).
extension CostBook {
  /// Goods of a receipt that go back to their supplier.
  struct SentBack {
    let cost: ReceiptCost
    let share: ReceiptShare

    func entry(_ move: CostMove) -> CostEntry {
      .supplierReturn(move.size, of: cost, share: share)
    }
  }

  /// The receipt as it is now; nil when nothing of the SKU came by that document: what goes back
  /// then leaves at the average. 2 round trips and those of `ReceiptStore.share`.
  mutating func sentBack(of document: CostDocument, skuID: Int64) throws -> SentBack? {
    guard let receipt = try receipt(document, of: skuID) else { return nil }
    return SentBack(
      cost: receipt.cost, share: try ReceiptStore.share(of: receipt, on: database))
  }

  /// What a document brought of an open SKU, with what this transaction booked.
  mutating func receipt(
    _ document: CostDocument, of skuID: Int64
  ) throws -> ReceiptStore.Receipt? {
    try writeEntries()
    return try ReceiptStore.find(document, of: skuID, on: database)
  }

  /// What late prices put on goods since they left that come back now. Nothing is read when there
  /// was none since.
  mutating func late(
    of move: CostMove, _ balance: OriginBalance, total: CostValue, _ account: CostAccount
  ) throws -> CostValue {
    guard let departures = balance.departures, account.lastCorrection > departures.lowerBound,
      let origin = move.origin
    else { return .zero }
    try writeEntries()
    return try LatePriceStore.late(
      of: move, from: origin, balance, total: total, before: .max, on: database)
  }

  /// A receipt of an open SKU turns out to have cost `newTotal` in all.
  mutating func bookLatePrice(
    _ receipt: ReceiptStore.Receipt, newTotal: ReceiptTotal, unitCost: UnitCost? = nil,
    document: CostDocument, reason: String? = nil
  ) throws -> LedgerEntry {
    try writeEntries()
    let share = try ReceiptStore.share(of: receipt, on: database)
    let entry = try add(
      LedgerEntry(
        skuID: receipt.skuID, .correction, document, origin: receipt.document, unitCost: unitCost,
        covering: receipt.cost.quantity, reason: reason, share: share, receiptTotal: newTotal),
      meaning: .latePrice(receipt.cost, newTotal: newTotal, share: share))
    corrections.append(entry)
    return entry
  }
}
