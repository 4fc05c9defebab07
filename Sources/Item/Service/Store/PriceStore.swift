/// Writes price lists, and what a SKU's row repeats of them.
enum PriceStore {
  private static let forUpdateSQL = SQL(
    "price.lock", "SELECT NOW(6) FROM sku WHERE sku_id = ? FOR UPDATE")
  private static let touch = SQL(
    "price.touch_item",
    """
    UPDATE item SET version = version + 1, updated_at = NOW(6) \
    WHERE item_id = (SELECT item_id FROM sku WHERE sku_id = ?)
    """)
  private static let set = SQL(
    "price.set",
    """
    INSERT INTO sku_price (sku_id, price_list, valid_from, valid_to, price, created_by) \
    VALUES (?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE \
    valid_to = VALUES(valid_to), price = VALUES(price), created_by = VALUES(created_by), \
    created_at = NOW(6)
    """)
  private static let listSQL = SQL(
    "price.list", "UPDATE sku SET has_lists = 1 WHERE sku_id = ?")
  private static let retail = SQL(
    "price.retail",
    """
    SELECT valid_from, valid_to, price FROM sku_price WHERE sku_id = ? \
    AND price_list = 'retail' AND (valid_to IS NULL OR valid_to > ?)
    """)
  private static let savePlan = SQL(
    "price.save_plan", "UPDATE sku SET retail_plan = ? WHERE sku_id = ?")

  /// Gives the item its next version, by which others know that its prices changed, and locks its
  /// row; false when there is no such SKU.
  static func touchItem(
    of skuID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> Bool {
    try database.execute(touch, [.int(skuID)]).affectedRows == 1
  }

  /// Locks the SKU's prices; the database's time, or nil when there is no such SKU.
  static func forUpdate(
    _ skuID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> Instant? {
    try database.first(forUpdateSQL, [.int(skuID)]) { row throws(DatabaseError) in try row.instant()
    }
  }

  /// Puts the price into its list; one that begins at the same moment is replaced.
  ///
  /// - Throws: `checkViolated` when it would end before it begins
  static func set(
    _ price: PriceSnapshot, by userID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) {
    try database.execute(
      set,
      [
        .int(price.skuID), .text(price.list), .instant(price.validFrom), .of(price.validTo),
        .of(price.price), .int(userID),
      ])
  }

  /// Lets sales look for the SKU in lists other than retail. Its row is locked.
  static func list(_ skuID: Int64, on database: DatabaseConnection) throws(DatabaseError) {
    try database.execute(listSQL, [.int(skuID)])
  }

  /// The retail prices from now on. Their SKU is locked.
  static func retailPlan(
    _ skuID: Int64, at now: Instant, on database: DatabaseConnection
  ) throws(DatabaseError) -> RetailPlan {
    let periods = try database.query(retail, [.int(skuID), .instant(now)]) {
      row throws(DatabaseError) in
      RetailPlan.Period(
        from: try row.instant(), to: try row.instantOrNil(), price: try row.decimal())
    }
    return RetailPlan(periods).pruned(at: now)
  }

  static func save(
    _ plan: RetailPlan, of skuID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) {
    try database.execute(savePlan, [.of(plan.json), .int(skuID)])
  }
}
