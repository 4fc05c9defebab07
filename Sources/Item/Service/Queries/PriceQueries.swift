import ItemDomain
import Kernel
import MariaDBClient

/// Reads the price lists of a SKU.
enum PriceQueries {
  /// The SKU's own price with its newest price list rows; a row without a list: it has none.
  private static let newest = SQL(
    "price.read",
    """
    SELECT s.price, p.price_list, p.price, p.valid_from, p.valid_to \
    FROM sku s LEFT JOIN sku_price p ON p.sku_id = s.sku_id WHERE s.sku_id = ? \
    ORDER BY p.valid_from DESC LIMIT \(ItemLimits.prices)
    """)
  private static let inForceOfList = """
    (SELECT 0, price_list, price, valid_from, valid_to FROM sku_price WHERE sku_id = ? \
    AND price_list = ? AND valid_from <= NOW(6) AND (valid_to IS NULL OR valid_to > NOW(6)) \
    ORDER BY valid_from DESC LIMIT 1)
    """
  /// Of each list the row in force, the one that began last. However many are still to come, each
  /// is found from the end of its list in the key.
  private static let inForce = SQL(
    "price.in_force",
    Array(repeating: inForceOfList, count: PriceList.allCases.count)
      .joined(separator: " UNION ALL "))

  /// All that is said of a SKU's prices; two round trips. Nil: no such SKU.
  static func read(
    _ skuID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> PriceAnswer? {
    var own: UnitPrice?
    var rows: [PriceRowAnswer] = []
    try database.fetch(newest, [.int(skuID)]) { row throws(DatabaseError) in
      own = try row.decimal(0)
      if let read = try document(row, isInForce: false) { rows.append(read) }
      return true
    }
    guard let own else { return nil }
    var current: [PriceList: PriceRowAnswer] = [:]
    let values = PriceList.allCases.map { [SQLValue.int(skuID), .text($0.rawValue)] }
    try database.fetch(inForce, Array(values.joined())) { row throws(DatabaseError) in
      if let read = try document(row, isInForce: true) { current[read.list] = read }
      return true
    }
    return PriceAnswer(
      skuID: skuID, price: own,
      current: CurrentPricesAnswer(
        retail: current[.retail]?.price ?? own, member: current[.member]?.price,
        wholesale: current[.wholesale]?.price),
      prices: merged(rows, current))
  }

  /// The newest rows, those in force marked; one that is older than all of them stands behind.
  private static func merged(
    _ rows: [PriceRowAnswer], _ current: [PriceList: PriceRowAnswer]
  ) -> [PriceRowAnswer] {
    var left = current
    var merged = rows.map { row in
      guard let found = left[row.list], found.validFrom == row.validFrom else { return row }
      left[row.list] = nil
      return found
    }
    merged += left.values.sorted { $0.validFrom > $1.validFrom }
    return merged
  }

  private static func document(
    _ row: borrowing Row, isInForce: Bool
  ) throws(DatabaseError) -> PriceRowAnswer? {
    guard let list = try row.textOrNil(1).flatMap({ PriceList(rawValue: $0) }) else { return nil }
    return PriceRowAnswer(
      list: list, price: try row.decimal(2), validFrom: try row.instant(3),
      validTo: try row.instantOrNil(4), isInForce: isInForce)
  }
}
