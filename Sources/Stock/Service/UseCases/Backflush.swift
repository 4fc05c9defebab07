import ItemService
import Kernel
import MariaDBClient

/// Material leaves, and what was made of it comes in, at one time.
enum Backflush {
  /// Taken one after the other, the goods' row might have a lower number than the material's, and
  /// its lock meet somebody who goes upwards: so all rows are locked first, in one sweep.
  static func post(
    _ material: [StockLine], for issue: StockReference, making goods: [StockLine],
    for receipt: StockReference, warehouse: Int64, facts: [Int64: SKUInfo],
    on connection: DatabaseConnection
  ) throws -> [StockPosting] {
    let (material, goods) = (try material.summed(), try goods.summed())
    let skuIDs = Set((material + goods).map(\.skuID))
    if skuIDs.isEmpty { return [] }
    try SKURules.check(skuIDs, facts, for: .anyMove)
    var book = try StockBook(locking: skuIDs, in: [warehouse], facts: facts, on: connection)
    try book.require(material.totals(), in: warehouse)
    // Of the material only rows that may fall below zero can still be missing.
    try book.create(skuIDs.sorted(), in: warehouse, on: connection)
    var posting = PostingBuilder(book: book)
    for line in material { try posting.move(line, -line.quantity, in: warehouse, for: issue) }
    for line in goods { try posting.move(line, line.quantity, in: warehouse, for: receipt) }
    return try posting.finish(on: connection)
  }
}
