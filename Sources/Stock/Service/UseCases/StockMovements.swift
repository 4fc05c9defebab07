import ItemService
import Kernel
import MariaDBClient
import StockDomain

/// Documents that move goods in and out of a warehouse, between two, or that say what was counted:
/// what the calls of this centre share with the others' through `StockAPI`.
enum StockMovements {
  /// Takes goods in, into one warehouse or two.
  static func receive(
    _ arrivals: [StockArrival], facts: [Int64: SKUInfo], for document: StockReference,
    on database: DatabaseConnection
  ) throws -> StockPosting {
    let arrivals = try arrivals.map { arrival throws(StockRefusal) in
      StockArrival(try arrival.lines.summed(), in: arrival.warehouseID)
    }
    let skuIDs = Set(arrivals.flatMap { $0.lines.map(\.skuID) })
    // What comes back is taken back, and what an order makes or has bought comes in, also of goods
    // that are not dealt in any more.
    let isAwaited = document.type == .return || document.origin != nil
    try facts.requireGoods(skuIDs, takesInactive: isAwaited)
    var book = try StockBook(
      forUpdate: skuIDs, in: arrivals.map(\.warehouseID), facts: facts, on: database)
    for arrival in arrivals {
      try book.create(
        Set(arrival.lines.map(\.skuID)).sorted(), in: arrival.warehouseID, on: database)
    }
    var posting = PostingBuilder(book: book)
    for arrival in arrivals {
      for line in arrival.lines {
        try posting.move(line, line.quantity, in: arrival.warehouseID, for: document)
      }
    }
    return try posting.finish(on: database).only(document)
  }

  /// Takes available goods out for several documents, all or none.
  static func withdraw(
    _ parts: [StockWithdrawal], warehouse: Int64, facts: [Int64: SKUInfo],
    on database: DatabaseConnection
  ) throws -> [StockPosting] {
    let parts = try parts.map { part throws in
      StockWithdrawal(part.document, try part.lines.summed())
    }
    let wanted = try parts.flatMap(\.lines).totals()
    try facts.requireGoods(wanted.keys, takesInactive: true)
    var book = try StockBook(forUpdate: wanted.keys, in: [warehouse], facts: facts, on: database)
    try book.require(wanted, in: warehouse)
    // Only rows that may fall below zero can still be missing.
    try book.create(wanted.keys.sorted(), in: warehouse, on: database)
    var posting = PostingBuilder(book: book)
    for part in parts {
      for line in part.lines {
        try posting.move(line, -line.quantity, in: warehouse, for: part.document)
      }
    }
    return try posting.finish(on: database)
  }

  /// Material leaves, and what was made of it comes in, at one time.
  ///
  /// Taken one after the other, the goods' row might have a lower number than the material's, and
  /// its lock meet somebody who goes upwards: so all rows are locked first, in one sweep.
  static func backflush(
    _ material: [StockLine], for issue: StockReference, making goods: [StockLine],
    for receipt: StockReference, warehouse: Int64, facts: [Int64: SKUInfo],
    on database: DatabaseConnection
  ) throws -> [StockPosting] {
    let (material, goods) = (try material.summed(), try goods.summed())
    let skuIDs = Set((material + goods).map(\.skuID))
    if skuIDs.isEmpty { return [] }
    try facts.requireGoods(skuIDs, takesInactive: true)
    var book = try StockBook(forUpdate: skuIDs, in: [warehouse], facts: facts, on: database)
    try book.require(material.totals(), in: warehouse)
    // Of the material only rows that may fall below zero can still be missing.
    try book.create(skuIDs.sorted(), in: warehouse, on: database)
    var posting = PostingBuilder(book: book)
    for line in material { try posting.move(line, -line.quantity, in: warehouse, for: issue) }
    for line in goods { try posting.move(line, line.quantity, in: warehouse, for: receipt) }
    return try posting.finish(on: database)
  }

  /// Goods leave that customers have carried away already: the books follow, whatever they say.
  static func withdrawSold(
    _ sales: [[StockLine]], warehouse: Int64, facts: [Int64: SKUInfo],
    on database: DatabaseConnection, naming: () throws -> [StockReference]
  ) throws -> [SoldPosting] {
    let sales = try sales.map { lines throws in try lines.summed() }
    let skuIDs = Set(sales.joined().map(\.skuID))
    try facts.requireGoods(skuIDs, takesInactive: true)
    let book =
      skuIDs.isEmpty
      ? StockBook()
      : try StockBook(
        forUpdate: skuIDs, in: [warehouse], facts: facts, creating: warehouse, on: database)
    let documents = try naming()
    var builder = PostingBuilder(book: book)
    var oversold: Set<String> = []
    for (lines, document) in zip(sales, documents) {
      for line in lines where try builder.sell(line, from: warehouse, for: document) {
        oversold.insert(document.number)
      }
    }
    let postings = Dictionary(
      try builder.finish(on: database).map { ($0.document.number, $0) },
      uniquingKeysWith: { first, _ in first })
    return documents.map { document in
      SoldPosting(
        posting: postings[document.number]
          ?? .nothing(for: document),
        isOversold: oversold.contains(document.number))
    }
  }

  /// Takes goods from one warehouse to another, all or none.
  static func transfer(
    _ lines: [StockLine], from: Int64, to: Int64, facts: [Int64: SKUInfo],
    for document: StockReference, on database: DatabaseConnection
  ) throws -> StockPosting {
    let lines = try lines.summed()
    let wanted = try lines.totals()
    try facts.requireGoods(wanted.keys, takesInactive: true)
    var book = try StockBook(
      forUpdate: wanted.keys, in: [from, to], facts: facts, creating: to, on: database)
    try book.require(wanted, in: from)
    try book.create(wanted.keys.sorted(), in: from, on: database)
    var posting = PostingBuilder(book: book)
    for line in lines {
      try posting.move(line, -line.quantity, in: from, for: document)
      try posting.move(line, line.quantity, in: to, for: document)
    }
    return try posting.finish(on: database).only(document)
  }

  /// Makes the books say what was counted; `lines` carry the counted quantities.
  static func count(
    _ lines: [StockLine], warehouse: Int64, facts: [Int64: SKUInfo],
    for document: StockReference, on database: DatabaseConnection
  ) throws -> StockPosting {
    let lines = try lines.summed()
    let skuIDs = Set(lines.map(\.skuID))
    try facts.requireGoods(skuIDs, takesInactive: true)
    var book = try StockBook(forUpdate: skuIDs, in: [warehouse], facts: facts, on: database)
    let counted = Set(lines.filter { !$0.quantity.isZero }.map(\.skuID)).sorted()
    try book.create(counted, in: warehouse, on: database)
    let differences = try differences(lines, book, warehouse)
    var posting = PostingBuilder(book: book)
    for (line, difference) in differences {
      try posting.move(line, difference, in: warehouse, for: document)
    }
    return try posting.finish(on: database).only(document)
  }

  private static func differences(
    _ lines: [StockLine], _ book: StockBook, _ warehouse: Int64
  ) throws -> [(StockLine, Quantity)] {
    var differences: [(StockLine, Quantity)] = []
    var refused: [CountedBelowLocked] = []
    for line in lines {
      let key = StockKey(skuID: line.skuID, warehouseID: warehouse)
      let level = book.level(key)
      let difference = try exact(
        try CountDifference(
          counted: line.quantity, level: level, allowsNegative: book.allowsNegative(key)),
        orThrow: StockRefusal.quantityOverflow)
      switch difference {
      case .none: continue
      case .move(let quantity): differences.append((line, quantity))
      case .belowLocked:
        refused.append(
          CountedBelowLocked(skuID: line.skuID, counted: line.quantity, locked: level.locked))
      }
    }
    if !refused.isEmpty { throw StockRefusal.countedBelowLocked(refused) }
    return differences
  }
}
