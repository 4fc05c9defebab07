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
    (SELECT price_list, price, valid_from, valid_to FROM sku_price WHERE sku_id = ? \
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
      own = try row.decimal()
      if let read = try answer(row, isInForce: false) { rows.append(read) }
      return true
    }
    guard let own else { return nil }
    var current: [PriceList: PriceRowAnswer] = [:]
    let values = PriceList.allCases.map { [SQLValue.int(skuID), .text($0.rawValue)] }
    try database.fetch(inForce, Array(values.joined())) { row throws(DatabaseError) in
      if let read = try answer(row, isInForce: true) { current[read.list] = read }
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

  private static func answer(
    _ row: borrowing Row, isInForce: Bool
  ) throws(DatabaseError) -> PriceRowAnswer? {
    guard let list = try row.choiceOrNil(of: PriceList.self) else { return nil }
    return PriceRowAnswer(
      list: list, price: try row.decimal(), validFrom: try row.instant(),
      validTo: try row.instantOrNil(), isInForce: isInForce)
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
    let last: [SQLValue] = [
      .text(lists.0.rawValue), .text(lists.1.rawValue), .instant(time), .instant(time),
    ]
    _ = try database.query(inForce, in: skuIDs, then: last) { row throws(DatabaseError) in
      let (skuID, list) = (try row.int(), try row.choice(of: PriceList.self))
      let price: UnitPrice = try row.decimal()
      if found[skuID]?[list] == nil { found[skuID, default: [:]][list] = price }
    }
    return found
  }

  /// By SKU its own price at the moment, of those that have another since. 1 round trip for up to
  /// 20 SKUs.
  static func ownBefore(
    _ skuIDs: [Int64], at time: Instant, on database: DatabaseConnection
  ) throws(DatabaseError) -> [Int64: UnitPrice] {
    var found: [Int64: UnitPrice] = [:]
    _ = try database.query(ownBefore, in: skuIDs, then: [.instant(time)]) {
      row throws(DatabaseError) in
      let (skuID, price): (Int64, UnitPrice) = (try row.int(), try row.decimal())
      if found[skuID] == nil { found[skuID] = price }
    }
    return found
  }
}
