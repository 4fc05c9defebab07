import ItemService
package import WebAPI

extension Call {
  /// Runs `work`. What is short in it is told by what the caller sees: the line of the request and
  /// the item's name. One round trip, and only when something is short whose name is not at hand.
  ///
  /// - Parameters:
  ///   - skuIDs: the SKU of each line of the request, in order
  ///   - gifts: what a promotion adds to them
  package func namingShortages<Value>(
    of skuIDs: [Int64], gifts: Set<Int64> = [], _ work: () throws -> Value
  ) throws -> Value {
    do {
      return try work()
    } catch StockRefusal.insufficient(let shortages) {
      throw StockRefusal.insufficient(try named(shortages, skuIDs, gifts))
    } catch StockRefusal.insufficientAtGate(let shortages) {
      throw StockRefusal.insufficientAtGate(try named(shortages, skuIDs, gifts))
    }
  }

  private func named(
    _ shortages: [StockShortage], _ skuIDs: [Int64], _ gifts: Set<Int64>
  ) throws -> [StockShortage] {
    let unknown = shortages.filter { $0.name == nil }.map(\.skuID)
    let facts = unknown.isEmpty ? [:] : try ItemAPI.skus(unknown, on: database)
    return shortages.map { shortage in
      var named = shortage
      named.name = shortage.name ?? facts[shortage.skuID]?.name
      named.lineNumber = skuIDs.firstIndex(of: shortage.skuID).map { $0 + 1 }
      named.isGift = named.lineNumber == nil && gifts.contains(shortage.skuID)
      return named
    }
  }
}
