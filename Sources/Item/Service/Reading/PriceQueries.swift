import ItemDomain
import Kernel
import MariaDBClient

/// Reads the price lists of a SKU.
enum PriceQueries {
  /// The SKU's own price and its price list rows in one round trip; nil: no such SKU.
  private static let sql = SQL(
    "price.read",
    """
    SELECT s.price, p.price_list, p.price, p.valid_from, p.valid_to, \
    p.valid_from <= NOW(6) AND (p.valid_to IS NULL OR p.valid_to > NOW(6)) \
    FROM sku s LEFT JOIN sku_price p ON p.sku_id = s.sku_id WHERE s.sku_id = ? \
    ORDER BY p.valid_from DESC LIMIT \(ItemLimits.prices)
    """)

  static func read(
    _ skuID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> PriceDocument? {
    var own: UnitPrice?
    var inForce: [PriceList: UnitPrice] = [:]
    var rows: [PriceRowDocument] = []
    try database.fetch(sql, [.int(skuID)]) { (row) throws(DatabaseError) in
      own = try row.decimal(0)
      guard let list = try row.textOrNil(1).flatMap({ PriceList(rawValue: $0) }) else {
        return true
      }
      let price: UnitPrice = try row.decimal(2)
      // The newest stands first; of those in force it wins.
      let wins = try row.bool(5) && inForce[list] == nil
      if wins { inForce[list] = price }
      rows.append(
        PriceRowDocument(
          list: list, price: price, validFrom: try row.instant(3),
          validTo: try row.instantOrNil(4), isInForce: wins))
      return true
    }
    guard let own else { return nil }
    return PriceDocument(
      skuID: skuID, price: own,
      current: CurrentPricesDocument(
        retail: inForce[.retail] ?? own, member: inForce[.member],
        wholesale: inForce[.wholesale]),
      prices: rows)
  }
}
