package import ItemService

extension StockAPI {
  /// Takes goods in. 5 round trips, 6 for several lines.
  package static func receive(
    _ lines: [StockLine], warehouse: Int64, facts: [Int64: SKUInfo],
    for document: StockReference, on database: DatabaseConnection
  ) throws -> StockPosting {
    try receive([StockArrival(lines, in: warehouse)], facts: facts, for: document, on: database)
  }

  /// Takes goods in, some here and some there: the stock rows of one warehouse or two are locked in
  /// one ascending sweep. 5 round trips, 6 for several lines, 1 more for a second warehouse.
  package static func receive(
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

  /// Takes available goods out: all of them or, with `StockRefusal.insufficient`, none.
  /// 5 round trips, 6 for several lines.
  package static func withdraw(
    _ lines: [StockLine], warehouse: Int64, facts: [Int64: SKUInfo],
    for document: StockReference, on database: DatabaseConnection
  ) throws -> StockPosting {
    try withdraw(
      [StockWithdrawal(document, lines)], warehouse: warehouse, facts: facts, on: database
    ).only(document)
  }

  /// Takes available goods out for several documents: all of them or, with
  /// `StockRefusal.insufficient`, none. All stock rows are locked in one ascending sweep. 5 round
  /// trips, 6 for several lines.
  ///
  /// - Parameter parts: the goods of each document; no two have the same number and origin
  /// - Returns: what each document did, in order
  package static func withdraw(
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

  /// Takes material out, all of it or, with `StockRefusal.insufficient`, none, and brings in what
  /// was made of it, also goods that are not dealt in any more. Either may be empty. All stock rows
  /// are locked in one ascending sweep. 5 round trips, 6 for several lines.
  ///
  /// - Parameter receipt: has an origin that `issue` has not, if both have one number
  /// - Returns: what each document did; one that moved nothing does not appear
  /// Taken one after the other, the goods' row might have a lower number than the material's, and
  /// its lock meet somebody who goes upwards: so all rows are locked first, in one sweep.
  package static func backflush(
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

  /// Takes out the goods of sales that have happened, also where the books lack them: such a row
  /// falls below zero, and its flag `allow_negative` is set while it is there. All stock rows are
  /// locked in one ascending sweep. 6 round trips for up to 20 lines in all, and one more for each
  /// row that falls below zero.
  ///
  /// - Parameters:
  ///   - sales: the goods of each; none for services
  ///   - naming: says what each sale is called; it runs once the stock rows are locked
  /// - Returns: what each did, in order
  package static func withdrawSold(
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
        posting: postings[document.number] ?? .nothing(for: document),
        isOversold: oversold.contains(document.number))
    }
  }
}

/// Documents of this centre alone: between two warehouses, and of what was counted.
enum StockMovements {
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
