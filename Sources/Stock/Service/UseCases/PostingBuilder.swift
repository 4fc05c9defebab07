/// Puts together what documents move: the book of their stock rows, and their moves in order.
struct PostingBuilder {
  private var book: StockBook
  private var drafts: [MoveStore.Draft] = []
  /// Each with the number of its drafts; they lie together, in the documents' order.
  private var documents: [(reference: StockReference, moves: Int)] = []

  init(book: StockBook) { self.book = book }

  /// Goods arrive, or leave when `quantity` is negative.
  mutating func move(
    _ line: StockLine, _ quantity: Quantity, in warehouse: Int64, for document: StockReference
  ) throws {
    try add(line, quantity, .moving(quantity), in: warehouse, for: document)
  }

  /// Locked goods leave.
  mutating func issueLocked(
    _ line: StockLine, from warehouse: Int64, for document: StockReference
  ) throws {
    let change = StockChange.issuingLocked(line.quantity)
    try add(line, -line.quantity, change, in: warehouse, for: document)
  }

  /// Sold goods leave, also those that the books lack; returns whether they did.
  mutating func sell(
    _ line: StockLine, from warehouse: Int64, for document: StockReference
  ) throws -> Bool {
    let key = StockKey(skuID: line.skuID, warehouseID: warehouse)
    let isShort = book.level(key).available < line.quantity
    try add(
      line, -line.quantity, .moving(-line.quantity), in: warehouse, for: document, isForced: true)
    return isShort
  }

  private mutating func add(
    _ line: StockLine, _ quantity: Quantity, _ change: StockChange, in warehouse: Int64,
    for document: StockReference, isForced: Bool = false
  ) throws {
    let key = StockKey(skuID: line.skuID, warehouseID: warehouse)
    let balance = try book.apply(change, to: key, isForced: isForced)
    if documents.last?.reference.key == document.key {
      documents[documents.count - 1].moves += 1
    } else {
      documents.append((document, 1))
    }
    drafts.append(MoveStore.Draft(line: line, quantity: quantity, balance: balance))
  }

  /// Writes the stock rows, then what else belongs to the documents, then the documents and
  /// their moves: 5 round trips, 6 for several moves, 7 for several documents; 1 more for a return
  /// whose origin is known by its number.
  /// Returns what each document did, in order; one that moves nothing does not appear.
  func finish(
    on database: DatabaseConnection, _ writeLocks: () throws -> Void = {}
  ) throws -> [StockPosting] {
    if drafts.isEmpty { return [] }
    try book.write(on: database)
    try writeLocks()
    var ranges: [Range<Int>] = []
    for document in documents {
      let start = ranges.last?.upperBound ?? 0
      ranges.append(start..<start + document.moves)
    }
    let written = try DocumentStore.insert(
      zip(documents, ranges).map { ($0.reference, drafts[$1.lowerBound]) },
      now: try book.readAt ?? database.now(), on: database)
    let moves = try MoveStore.append(
      zip(written, ranges).map { ($0, drafts[$1]) }, on: database)
    return zip(written, ranges).map { Self.posting($0, drafts[$1], Array(moves[$1])) }
  }

  private static func posting(
    _ document: PostedDocument, _ drafts: ArraySlice<MoveStore.Draft>, _ moves: [StockMove]
  ) -> StockPosting {
    StockPosting(
      document: document.reference, documentID: document.documentID, moves: moves,
      balances: drafts.map(\.balance).latest(),
      events: StockEvents.posted(
        moves, versions: drafts.map(\.balance.version), for: document))
  }
}

extension StockReference {
  /// The document's natural key, and its origin: what a production order makes comes in under the
  /// number under which its material leaves.
  fileprivate var key: [String] {
    [type.rawValue, number, origin?.type.rawValue ?? "", origin?.number ?? ""]
  }
}
