import CostDomain
import ItemService
import Kernel
import MariaDBClient

/// The table `cost_sku`: what each SKU is worth now.
enum AccountStore {
  static let columns = """
    sku_id, method, standard_cost, on_hand, value, average, last_seq, last_entry, has_waiting, \
    last_correction
    """

  private static let lockSQL = SQLList("cost_sku.lock", maximum: 50) { count in
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
  static func lock(
    _ skuIDs: [Int64], on database: DatabaseConnection
  ) throws(DatabaseError) -> [Int64: CostAccount] {
    var found: [Int64: CostAccount] = [:]
    for range in lockSQL.chunks(of: skuIDs.count) {
      let rows = try database.query(lockSQL[range.count], skuIDs[range].map { .int($0) }, account)
      for row in rows { found[row.skuID] = row }
    }
    return found
  }

  /// The rows, locked in ascending order; those of new SKUs are made, as the item centre has them
  /// valued. 1 round trip, and 3 more when there are new ones.
  ///
  /// A new row is there, and locked, before the item centre is asked: who brings a change of the
  /// valuation waits for the row. Asked earlier, a change in between finds no row, and is lost.
  static func open(
    _ skuIDs: [Int64], on database: DatabaseConnection
  ) throws(DatabaseError) -> [Int64: CostAccount] {
    var accounts = try lock(skuIDs, on: database)
    let missing = skuIDs.filter { accounts[$0] == nil }
    if missing.isEmpty { return accounts }
    for range in insertSQL.chunks(of: missing.count) {
      _ = try database.execute(insertSQL[range.count], missing[range].map { .int($0) })
    }
    let made = try lock(missing, on: database)
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
    try ItemAPI.valuations(skuIDs, on: database).mapValues { facts in
      CostPolicy(method: facts.method, standardCost: facts.standardCost)
    }
  }

  /// Writes locked rows. 1 round trip for up to 50.
  static func write(
    _ accounts: [CostAccount], on database: DatabaseConnection
  ) throws(DatabaseError) {
    for range in writeSQL.chunks(of: accounts.count) {
      let values = accounts[range].flatMap { account -> [SQLValue] in
        [
          .int(account.skuID), .text(account.state.policy.method.rawValue),
          .of(account.state.policy.standardCost), account.state.onHand.sqlValue,
          account.state.value.sqlValue, account.state.average.sqlValue, .int(account.lastSeq),
          .int(account.lastEntry), .of(account.hasWaiting),
          .int(account.lastCorrection),
        ]
      }
      _ = try database.execute(writeSQL[range.count], values)
    }
  }

  static func account(_ row: borrowing Row) throws(DatabaseError) -> CostAccount {
    CostAccount(
      skuID: try row.int(0),
      state: CostState(
        policy: try row.policy(at: 1), onHand: try row.wide(3), value: try row.wide(4),
        average: try row.wide(5)),
      lastSeq: try row.int(6), lastEntry: try row.int(7), hasWaiting: try row.bool(8),
      lastCorrection: try row.int(9))
  }
}
