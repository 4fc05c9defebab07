package import ItemService
package import RedisClient
import StockService

/// The order centre's door for other centres, called in process and inside their transaction.
package enum OrderAPI {
  /// Records sales that have happened, all of them in the caller's transaction: each is an order
  /// that is paid and whose goods have left, also where the books lacked them. The price is the
  /// printed one; coupons, points and promotions do not apply.
  ///
  /// Rows are locked in the house's order whatever the sales are: stock rows in one ascending
  /// sweep, numbers, outbox. Some 45 round trips for 50 sales of two lines.
  ///
  /// - Parameters:
  ///   - sales: all of one store, out of whose warehouse their goods have left
  ///   - facts: of every SKU in the sales
  /// - Returns: what became of each, in order
  package static func recordSales(
    _ sales: [PricedSale], facts: [Int64: SKUInfo], calendar: BusinessCalendar,
    source: String, on database: DatabaseConnection
  ) throws -> [RecordedSale] {
    try RecordSale(facts: facts, calendar: calendar, source: source).run(sales, on: database)
  }

  /// The flags of recorded sales, by order number; those without any are left out. 1 round trip for
  /// up to 50.
  package static func flags(
    of orderNumbers: [String], on database: DatabaseConnection
  ) throws(DatabaseError) -> [String: [String]] {
    try SaleStore.flags(of: orderNumbers, on: database)
  }

  /// Shows the new stock levels at the front gate, and remembers which services are noted; call it
  /// after the commit. Never throws.
  package static func publishCounters(of sales: [RecordedSale], to redis: RedisConnection) {
    ServiceSKUs.remember(Array(Set(sales.flatMap(\.newServices))))
    StockAPI.publishCounters(sales.flatMap(\.balances), to: redis)
  }
}
