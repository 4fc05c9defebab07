import ItemService
import MariaDBClient

/// Goods that customers have carried away already: the books follow, whatever they say.
enum SoldGoods {
  static func withdraw(
    _ sales: [[StockLine]], warehouse: Int64, facts: [Int64: SKUInfo],
    on connection: DatabaseConnection, naming: () throws -> [StockReference]
  ) throws -> [SoldPosting] {
    let sales = try sales.map { lines throws in try lines.summed() }
    let skuIDs = Set(sales.joined().map(\.skuID))
    try SKURules.check(skuIDs, facts, for: .anyMove)
    let book =
      skuIDs.isEmpty
      ? StockBook()
      : try StockBook(
        locking: skuIDs, in: [warehouse], facts: facts, creating: warehouse, on: connection)
    let documents = try naming()
    var builder = PostingBuilder(book: book)
    var oversold: Set<String> = []
    for (lines, document) in zip(sales, documents) {
      for line in lines where try builder.sell(line, from: warehouse, for: document) {
        oversold.insert(document.number)
      }
    }
    let postings = Dictionary(
      try builder.finish(on: connection).map { ($0.document.number, $0) },
      uniquingKeysWith: { first, _ in first })
    return documents.map { document in
      SoldPosting(
        posting: postings[document.number]
          ?? StockPosting(
            document: document, documentID: nil, moves: [], balances: [], events: []),
        isOversold: oversold.contains(document.number))
    }
  }
}
