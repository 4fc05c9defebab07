/// Reads the ledger of many SKUs again, in the order of their ids and entries, with what the moves
/// are valued by.
///
/// A page is of however many SKUs it takes, and what its moves came from is asked for together: so
/// neither memory grows with the ledger, nor statements with the number of SKUs or of returns.
struct LedgerReader {
  /// An entry, and what its document's facts are.
  struct Record {
    let entry: LedgerEntry
    /// Of a move that brings something back: what was out before it.
    let origin: OriginBalance?
    /// Of made goods: what they come in for.
    let receipt: CostValue?

    /// The total that the move came with; nil when it goes at the average.
    func total(of move: CostMove, average: CostValue) throws -> CostValue? {
      switch move.basis {
      case .average, .receipt: nil
      case .unitCost(let unitCost): try move.total(at: unitCost)
      case .origin: try (origin ?? OriginBalance()).total(of: move.size, average: average)
      case .sheet: receipt
      }
    }
  }

  private static let pageSize = 500

  private let database: DatabaseConnection
  private let lastSKU: Int64
  private var cursor: (skuID: Int64, entry: Int64)
  private var page: ArraySlice<Record> = []
  private var isAtEnd = false

  init(from firstSKU: Int64, through lastSKU: Int64, on database: DatabaseConnection) {
    self.database = database
    self.lastSKU = lastSKU
    cursor = (firstSKU, 0)
  }

  /// The account's next entry; nil after the last one that it knows of. Accounts are asked for in
  /// the order of their ids.
  mutating func next(of account: CostAccount) throws -> Record? {
    while true {
      if page.isEmpty { try turnPage() }
      guard let record = page.first, record.entry.skuID <= account.skuID else { return nil }
      page.removeFirst()
      let entry = record.entry
      if entry.skuID == account.skuID, entry.number <= account.lastEntry { return record }
    }
  }

  private mutating func turnPage() throws {
    if isAtEnd { return }
    let entries = try LedgerStore.page(
      after: cursor, through: lastSKU, limit: Self.pageSize, on: database)
    isAtEnd = entries.count < Self.pageSize
    if let last = entries.last { cursor = (last.skuID, last.number) }
    var sheets: Set<String> = []
    var asked: [(document: CostDocument, skuID: Int64, before: Int64)] = []
    var places: [Int] = []
    for (index, entry) in entries.enumerated() {
      switch entry.move?.basis {
      case .sheet(let number): sheets.insert(number)
      case .origin(let document):
        asked.append((document, entry.skuID, entry.number))
        places.append(index)
      case .average, .unitCost, .receipt, nil: break
      }
    }
    let receipts = try SheetStore.receiptTotals(sheets.sorted(), on: database)
    let balances = try LedgerStore.origins(asked, on: database)
    let origins = Dictionary(zip(places, balances)) { first, _ in first }
    page = ArraySlice(
      entries.indices.map { index in
        Record(
          entry: entries[index], origin: origins[index],
          receipt: receipts[entries[index].document.number])
      })
  }
}
