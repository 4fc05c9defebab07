import ItemService
import Kernel
import MariaDBClient
import StockDomain

/// Documents that move goods in and out of a warehouse, between two, or that say what was counted.
enum StockMovements {
  /// Takes goods in.
  static func receive(
    _ lines: [StockLine], warehouse: Int64, facts: [Int64: SKUInfo],
    for document: StockReference, on connection: DatabaseConnection
  ) throws -> StockPosting {
    try receive(
      [StockArrival(lines, in: warehouse)], facts: facts, for: document, on: connection)
  }

  /// Takes goods in, into one warehouse or two.
  static func receive(
    _ arrivals: [StockArrival], facts: [Int64: SKUInfo], for document: StockReference,
    on connection: DatabaseConnection
  ) throws -> StockPosting {
    let arrivals = try arrivals.map { arrival throws(StockRefusal) in
      StockArrival(try arrival.lines.summed(), in: arrival.warehouseID)
    }
    let skuIDs = Set(arrivals.flatMap { $0.lines.map(\.skuID) })
    // What comes back is taken back, and what an order makes or has bought comes in, also of goods
    // that are not dealt in any more.
    let isAwaited = document.type == .return || document.origin != nil
    let use: SKURules.Use = isAwaited ? .anyMove : .arrival
    try SKURules.check(skuIDs, facts, for: use)
    var book = try StockBook(
      locking: skuIDs, in: arrivals.map(\.warehouseID), facts: facts, on: connection)
    for arrival in arrivals {
      try book.create(
        Set(arrival.lines.map(\.skuID)).sorted(), in: arrival.warehouseID, on: connection)
    }
    var posting = PostingBuilder(book: book)
    for arrival in arrivals {
      for line in arrival.lines {
        try posting.move(line, line.quantity, in: arrival.warehouseID, for: document)
      }
    }
    return try posting.finish(on: connection).only(document)
  }

  /// Takes available goods out, all or none.
  static func withdraw(
    _ lines: [StockLine], warehouse: Int64, facts: [Int64: SKUInfo],
    for document: StockReference, on connection: DatabaseConnection
  ) throws -> StockPosting {
    try withdraw(
      [StockWithdrawal(document, lines)], warehouse: warehouse, facts: facts, on: connection
    ).only(document)
  }

  /// Takes available goods out for several documents, all or none.
  static func withdraw(
    _ parts: [StockWithdrawal], warehouse: Int64, facts: [Int64: SKUInfo],
    on connection: DatabaseConnection
  ) throws -> [StockPosting] {
    let parts = try parts.map { part throws in
      StockWithdrawal(part.document, try part.lines.summed())
    }
    let wanted = try parts.flatMap(\.lines).totals()
    try SKURules.check(wanted.keys, facts, for: .anyMove)
    var book = try StockBook(locking: wanted.keys, in: [warehouse], facts: facts, on: connection)
    try book.require(wanted, in: warehouse)
    // Only rows that may fall below zero can still be missing.
    try book.create(wanted.keys.sorted(), in: warehouse, on: connection)
    var posting = PostingBuilder(book: book)
    for part in parts {
      for line in part.lines {
        try posting.move(line, -line.quantity, in: warehouse, for: part.document)
      }
    }
    return try posting.finish(on: connection)
  }

  /// Takes goods from one warehouse to another, all or none.
  static func transfer(
    _ lines: [StockLine], from: Int64, to: Int64, facts: [Int64: SKUInfo],
    for document: StockReference, on connection: DatabaseConnection
  ) throws -> StockPosting {
    let lines = try lines.summed()
    let wanted = try lines.totals()
    try SKURules.check(wanted.keys, facts, for: .anyMove)
    var book = try StockBook(
      locking: wanted.keys, in: [from, to], facts: facts, creating: to, on: connection)
    try book.require(wanted, in: from)
    try book.create(wanted.keys.sorted(), in: from, on: connection)
    var posting = PostingBuilder(book: book)
    for line in lines {
      try posting.move(line, -line.quantity, in: from, for: document)
      try posting.move(line, line.quantity, in: to, for: document)
    }
    return try posting.finish(on: connection).only(document)
  }

  /// Makes the books say what was counted; `lines` carry the counted quantities.
  static func count(
    _ lines: [StockLine], warehouse: Int64, facts: [Int64: SKUInfo],
    for document: StockReference, on connection: DatabaseConnection
  ) throws -> StockPosting {
    let lines = try lines.summed()
    let skuIDs = Set(lines.map(\.skuID))
    try SKURules.check(skuIDs, facts, for: .anyMove)
    var book = try StockBook(locking: skuIDs, in: [warehouse], facts: facts, on: connection)
    let counted = Set(lines.filter { !$0.quantity.isZero }.map(\.skuID)).sorted()
    try book.create(counted, in: warehouse, on: connection)
    let differences = try differences(lines, book, warehouse)
    var posting = PostingBuilder(book: book)
    for (line, difference) in differences {
      try posting.move(line, difference, in: warehouse, for: document)
    }
    return try posting.finish(on: connection).only(document)
  }

  private static func differences(
    _ lines: [StockLine], _ book: StockBook, _ warehouse: Int64
  ) throws -> [(StockLine, Quantity)] {
    var differences: [(StockLine, Quantity)] = []
    var refused: [StockRefusal.CountedBelowLocked] = []
    for line in lines {
      let key = StockKey(skuID: line.skuID, warehouseID: warehouse)
      let difference: CountDifference
      do throws(DecimalFault) {
        difference = try CountDifference(
          counted: line.quantity, level: book.level(key), allowsNegative: book.allowsNegative(key))
      } catch {
        throw StockRefusal.quantityOverflow
      }
      switch difference {
      case .none: continue
      case .move(let quantity): differences.append((line, quantity))
      case .belowLocked:
        refused.append(
          .init(skuID: line.skuID, counted: line.quantity, locked: book.level(key).locked))
      }
    }
    if !refused.isEmpty { throw StockRefusal.countedBelowLocked(refused) }
    return differences
  }
}

extension [StockPosting] {
  /// The posting of the only document there was, also when it moved nothing.
  func only(_ document: StockReference) -> StockPosting {
    first
      ?? StockPosting(document: document, documentID: nil, moves: [], balances: [], events: [])
  }
}
