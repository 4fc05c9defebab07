import ItemDomain
package import Kernel
package import MariaDBClient

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

/// Reads what lists say; contract 2, section E.
enum ListPriceQuery {
  /// Of each SKU the rows in force, the one that began last first.
  private static let inForce = SQLList("item.list_prices") { count in
    """
    SELECT sku_id, price_list, price FROM sku_price \
    WHERE sku_id IN (\(SQLSeries.repeated("?", count))) AND price_list IN (?, ?) \
    AND valid_from <= ? AND (valid_to IS NULL OR valid_to > ?) \
    ORDER BY sku_id, price_list, valid_from DESC
    """
  }

  /// The own prices of a moment that is past; absent for SKUs whose price has not changed since.
  private static let ownBefore = SQLList("item.prices_before") { count in
    """
    SELECT sku_id, price FROM sku_price_before \
    WHERE sku_id IN (\(SQLSeries.repeated("?", count))) AND until_at > ? \
    ORDER BY sku_id, until_at
    """
  }

  /// By SKU what each of the lists says at the moment. 1 round trip for up to 20 SKUs.
  static func read(
    _ skuIDs: [Int64], _ lists: (PriceList, PriceList), at time: Instant,
    on database: DatabaseConnection
  ) throws(DatabaseError) -> [Int64: [PriceList: UnitPrice]] {
    var found: [Int64: [PriceList: UnitPrice]] = [:]
    for range in inForce.chunks(of: skuIDs.count) {
      let values =
        skuIDs[range].map { SQLValue.int($0) } + [
          .text(lists.0.rawValue), .text(lists.1.rawValue), .instant(time), .instant(time),
        ]
      try database.fetch(inForce[range.count], values) { row throws(DatabaseError) in
        let (skuID, list) = (try row.int(), try row.choice(of: PriceList.self))
        let price: UnitPrice = try row.decimal()
        if found[skuID]?[list] == nil { found[skuID, default: [:]][list] = price }
        return true
      }
    }
    return found
  }

  /// By SKU its own price at the moment, of those that have another since. 1 round trip for up to
  /// 20 SKUs.
  static func ownBefore(
    _ skuIDs: [Int64], at time: Instant, on database: DatabaseConnection
  ) throws(DatabaseError) -> [Int64: UnitPrice] {
    var found: [Int64: UnitPrice] = [:]
    for range in ownBefore.chunks(of: skuIDs.count) {
      let values = skuIDs[range].map { SQLValue.int($0) } + [.instant(time)]
      try database.fetch(ownBefore[range.count], values) { row throws(DatabaseError) in
        let (skuID, price): (Int64, UnitPrice) = (try row.int(), try row.decimal())
        if found[skuID] == nil { found[skuID] = price }
        return true
      }
    }
    return found
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
