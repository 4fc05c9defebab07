/// What a SKU costs at some moment, for one base unit.
package struct SKUPrices: Sendable, Equatable {
  /// Anyone's price: the retail list's, else the SKU's own.
  package let retail: UnitPrice
  /// What the list that was asked for says; nil where it says nothing.
  package let listed: UnitPrice?

  /// What is charged: a list never costs more than retail.
  package var charged: UnitPrice { min(listed ?? retail, retail) }

  /// Whether the list decides, and not retail.
  package var isListed: Bool { listed.map { $0 <= retail } ?? false }

  package init(retail: UnitPrice, listed: UnitPrice? = nil) {
    self.retail = retail
    self.listed = listed
  }
}

extension ItemAPI {
  /// What the SKUs cost, by id.
  ///
  /// Now, for retail: no round trip, the facts say it. Now, for another list: one for up to 20 SKUs
  /// that have such prices, none for others. At another moment: two. Needs SELECT on sku_price and
  /// sku_price_before.
  /// - Parameters:
  ///   - list: a price list's name; retail for one that is not known
  ///   - time: nil for the moment at which the facts were read
  package static func prices(
    _ facts: some Collection<SKUInfo>, list: String, at time: Instant? = nil,
    on database: DatabaseConnection
  ) throws(DatabaseError) -> [Int64: SKUPrices] {
    let list = PriceList(rawValue: list) ?? .retail
    var prices: [Int64: SKUPrices] = [:]
    for fact in facts { prices[fact.skuID] = SKUPrices(retail: fact.price) }
    if let time {
      let ids = facts.map(\.skuID).sorted()
      let lists = try ListPriceQuery.read(ids, (.retail, list), at: time, on: database)
      let before = try ListPriceQuery.ownBefore(ids, at: time, on: database)
      for fact in facts {
        let said = lists[fact.skuID] ?? [:]
        prices[fact.skuID] = SKUPrices(
          retail: said[.retail] ?? before[fact.skuID] ?? fact.ownPrice,
          listed: list == .retail ? nil : said[list])
      }
      return prices
    }
    let listed = facts.filter(\.hasLists)
    guard list != .retail, let now = listed.map(\.readAt).max() else { return prices }
    let said = try ListPriceQuery.read(
      listed.map(\.skuID).sorted(), (list, list), at: now, on: database)
    for fact in listed {
      prices[fact.skuID] = SKUPrices(retail: fact.price, listed: said[fact.skuID]?[list])
    }
    return prices
  }
}
