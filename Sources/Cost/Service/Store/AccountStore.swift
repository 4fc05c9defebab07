import ItemService

/// The table `cost_sku`: what each SKU is worth now.
enum AccountStore {
  static let columns = """
    sku_id, method, standard_cost, on_hand, value, average, last_seq, last_entry, has_waiting, \
    last_correction
    """

  private static let forUpdateSQL = SQLList("cost_sku.lock", maximum: 50) { count in
    """
    SELECT \(columns) FROM cost_sku FORCE INDEX (PRIMARY) \
    WHERE sku_id IN (\(SQLSeries.repeated("?", count))) ORDER BY sku_id FOR UPDATE
    """
  }
  private static let insertSQL = SQLSeries("cost_sku.insert") { count in
    """
    INSERT INTO cost_sku (sku_id, method) \
    VALUES \(SQLSeries.repeated("(?, 'moving_average')", count)) \
    ON DUPLICATE KEY UPDATE sku_id = VALUES(sku_id)
    """
  }
  private static let writeSQL = SQLSeries("cost_sku.write", maximum: 50) { count in
    """
    INSERT INTO cost_sku (\(columns), updated_at) \
    VALUES \(SQLSeries.repeated("(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NOW(6))", count)) \
    ON DUPLICATE KEY UPDATE method = VALUES(method), standard_cost = VALUES(standard_cost), \
    on_hand = VALUES(on_hand), value = VALUES(value), average = VALUES(average), \
    last_seq = VALUES(last_seq), last_entry = VALUES(last_entry), \
    has_waiting = VALUES(has_waiting), last_correction = VALUES(last_correction), \
    updated_at = VALUES(updated_at)
    """
  }

  /// The rows that are there, locked in ascending order. 1 round trip for up to 50.
  static func forUpdate(
    _ skuIDs: [Int64], on database: DatabaseConnection
  ) throws(DatabaseError) -> [Int64: CostAccount] {
    let rows = try database.query(forUpdateSQL, in: skuIDs, account)
    return Dictionary(rows.map { ($0.skuID, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The rows, locked in ascending order; those of new SKUs are made, as the item centre has them
  /// valued. 1 round trip, and 3 more when there are new ones.
  ///
  /// A new row is there, and locked, before the item centre is asked: who brings a change of the
  /// valuation waits for the row. Asked earlier, a change in between finds no row, and is lost.
  static func open(
    _ skuIDs: [Int64], on database: DatabaseConnection
  ) throws(DatabaseError) -> [Int64: CostAccount] {
    var accounts = try forUpdate(skuIDs, on: database)
    let missing = skuIDs.filter { accounts[$0] == nil }
    if missing.isEmpty { return accounts }
    try database.execute(insertSQL, for: missing) { [.int($0)] }
    let made = try forUpdate(missing, on: database)
    let policies = try policies(of: missing, on: database)
    for (skuID, row) in made {
      var account = row
      // Somebody else may have made it meanwhile, and have booked something.
      if account.lastEntry == 0, let policy = policies[skuID] { account.state.policy = policy }
      accounts[skuID] = account
    }
    return accounts
  }

  /// How the item centre has the SKUs valued now.
  static func policies(
    of skuIDs: [Int64], on database: DatabaseConnection
  ) throws(DatabaseError) -> [Int64: CostPolicy] {
    try ItemAPI.valuations(skuIDs, on: database).mapValues {
      CostPolicy(method: $0.method, standardCost: $0.standardCost)
    }
  }

  /// Writes locked rows. 1 round trip for up to 50.
  static func write(
    _ accounts: [CostAccount], on database: DatabaseConnection
  ) throws(DatabaseError) {
    try database.execute(writeSQL, for: accounts) { account in
      [
        .int(account.skuID), .text(account.state.policy.method.rawValue),
        .of(account.state.policy.standardCost), .of(account.state.onHand),
        .of(account.state.value), .of(account.state.average), .int(account.lastSequence),
        .int(account.lastEntry), .of(account.hasWaiting), .int(account.lastCorrection),
      ]
    }
  }

  static func account(_ row: borrowing Row) throws(DatabaseError) -> CostAccount {
    CostAccount(
      skuID: try row.int(),
      state: CostState(
        policy: CostPolicy(method: try row.choice(), standardCost: try row.decimalOrNil()),
        onHand: try row.wide(), value: try row.wide(), average: try row.wide()),
      lastSequence: try row.int(), lastEntry: try row.int(), hasWaiting: try row.bool(),
      lastCorrection: try row.int())
  }
}
