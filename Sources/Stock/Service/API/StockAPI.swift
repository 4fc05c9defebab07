package import ItemService
package import MariaDBClient
package import RedisClient
package import StockDomain
import Transactions
package import WebAPI

/// The stock centre's door for other centres, called in process and inside their transaction.
///
/// Every function runs on the caller's connection and throws `StockRefusal` when a rule says no,
/// `DatabaseError` when the database does. None of them begins or ends a transaction. They lock
/// rows in the house's order: lock lines, then stock rows by SKU and warehouse, then the numbers
/// of moves by SKU. Round trips are given for up to 20 lines.
package enum StockAPI {
  /// The warehouse of those that have none assigned.
  package static let defaultWarehouse: Int64 = 1

  /// Checks that there is such a warehouse, and that the caller may see it. No round trip once
  /// this process has seen it: a warehouse never changes.
  package static func requireWarehouse(
    _ warehouseID: Int64, scope: OrganisationScope, on database: DatabaseConnection
  ) throws {
    try WarehouseDirectory.require(warehouseID, scope: scope, on: database)
  }

  /// The warehouse that an organisation's documents mean when they name none: the one assigned to
  /// it, else to the nearest organisation above it that has one, else the default one. A change is
  /// in force within a second. No round trip while this process knows it.
  package static func warehouse(
    for purpose: StockPurpose, organisation: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> Int64 {
    try AssignmentBoard.place(for: purpose, of: organisation, on: database).warehouseID
  }

  /// The warehouse assigned to an organisation itself, whatever those above it have; nil: none is.
  package static func ownWarehouse(
    for purpose: StockPurpose, organisation: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> Int64? {
    let place = try AssignmentBoard.place(for: purpose, of: organisation, on: database)
    return place.organisationID == organisation ? place.warehouseID : nil
  }

  /// What a warehouse lacks of the lines' goods, as whoever took them now would be told; locks
  /// nothing. 1 round trip.
  ///
  /// - Parameter facts: of every SKU in the lines
  package static func shortages(
    of lines: [StockLine], warehouse: Int64, facts: [Int64: SKUInfo],
    on database: DatabaseConnection
  ) throws -> [StockShortage] {
    try ShortageQuery.run(lines, warehouse: warehouse, facts: facts, on: database)
  }

  /// Locks goods: all of them or, with `StockRefusal.insufficient`, none. 2 round trips.
  ///
  /// - Parameters:
  ///   - lines: of the same SKU are summed
  ///   - facts: of every SKU in the lines; one without is refused as not found
  package static func hold(
    _ lines: [StockLine], warehouse: Int64, facts: [Int64: SKUInfo],
    on database: DatabaseConnection
  ) throws -> StockHold {
    try StockLocks.hold(lines, warehouse: warehouse, facts: facts, on: database)
  }

  /// Writes for whom a hold is, in the same transaction. 1 round trip.
  ///
  /// - Parameters:
  ///   - reference: the owner's number, such as an order number
  ///   - organisation: whose lock it is, such as the order's store
  ///   - expiresInSeconds: from the moment of the hold by the database's clock; nil: until released
  package static func record(
    _ hold: StockHold, reference: String, owner: LockOwner, organisation: Int64,
    expiresInSeconds: Int?, on database: DatabaseConnection
  ) throws -> StockLockRecord {
    try StockLocks.record(
      hold, reference: reference, owner: owner, organisationID: organisation,
      expiresInSeconds: expiresInSeconds, on: database)
  }

  /// Frees what a lock still holds; nothing, when nothing is held or there is no such lock.
  /// 4 round trips.
  package static func release(
    reference: String, owner: LockOwner, asExpired: Bool = false,
    on database: DatabaseConnection
  ) throws -> StockRelease {
    try StockLocks.release(
      reference: reference, owner: owner, as: asExpired ? .expired : .released, on: database)
  }

  /// Takes everything that the locks still hold out of the warehouse, by lock. 8 round trips for
  /// up to 20 locks that name up to 20 SKUs in all. A lock that is not there, or holds nothing any
  /// more, has no entry.
  package static func issue(
    _ issues: [LockIssue], owner: LockOwner, on database: DatabaseConnection
  ) throws -> [String: StockPosting] {
    try StockLocks.issueAll(issues, owner: owner, on: database)
  }

  /// Takes goods in. 5 round trips, 6 for several lines.
  package static func receive(
    _ lines: [StockLine], warehouse: Int64, facts: [Int64: SKUInfo],
    for document: StockReference, on database: DatabaseConnection
  ) throws -> StockPosting {
    try receive([StockArrival(lines, in: warehouse)], facts: facts, for: document, on: database)
  }

  /// Takes goods in, some here and some there: the stock rows of one warehouse or two are locked in
  /// one ascending sweep. 5 round trips, 6 for several lines, 1 more for a second warehouse.
  package static func receive(
    _ arrivals: [StockArrival], facts: [Int64: SKUInfo], for document: StockReference,
    on database: DatabaseConnection
  ) throws -> StockPosting {
    try StockMovements.receive(arrivals, facts: facts, for: document, on: database)
  }

  /// Takes available goods out: all of them or, with `StockRefusal.insufficient`, none.
  /// 5 round trips, 6 for several lines.
  package static func withdraw(
    _ lines: [StockLine], warehouse: Int64, facts: [Int64: SKUInfo],
    for document: StockReference, on database: DatabaseConnection
  ) throws -> StockPosting {
    try withdraw(
      [StockWithdrawal(document, lines)], warehouse: warehouse, facts: facts, on: database
    ).only(document)
  }

  /// Takes available goods out for several documents: all of them or, with
  /// `StockRefusal.insufficient`, none. All stock rows are locked in one ascending sweep. 5 round
  /// trips, 6 for several lines.
  ///
  /// - Parameter parts: the goods of each document; no two have the same number and origin
  /// - Returns: what each document did, in order
  package static func withdraw(
    _ parts: [StockWithdrawal], warehouse: Int64, facts: [Int64: SKUInfo],
    on database: DatabaseConnection
  ) throws -> [StockPosting] {
    try StockMovements.withdraw(parts, warehouse: warehouse, facts: facts, on: database)
  }

  /// Takes material out, all of it or, with `StockRefusal.insufficient`, none, and brings in what
  /// was made of it, also goods that are not dealt in any more. Either may be empty. All stock rows
  /// are locked in one ascending sweep. 5 round trips, 6 for several lines.
  ///
  /// - Parameter receipt: has an origin that `issue` has not, if both have one number
  /// - Returns: what each document did; one that moved nothing does not appear
  package static func backflush(
    _ material: [StockLine], for issue: StockReference, making goods: [StockLine],
    for receipt: StockReference, warehouse: Int64, facts: [Int64: SKUInfo],
    on database: DatabaseConnection
  ) throws -> [StockPosting] {
    try StockMovements.backflush(
      material, for: issue, making: goods, for: receipt, warehouse: warehouse, facts: facts,
      on: database)
  }

  /// Takes out the goods of sales that have happened, also where the books lack them: such a row
  /// falls below zero, and its flag `allow_negative` is set while it is there. All stock rows are
  /// locked in one ascending sweep. 6 round trips for up to 20 lines in all, and one more for each
  /// row that falls below zero.
  ///
  /// - Parameters:
  ///   - sales: the goods of each; none for services
  ///   - naming: says what each sale is called; it runs once the stock rows are locked
  /// - Returns: what each did, in order
  package static func withdrawSold(
    _ sales: [[StockLine]], warehouse: Int64, facts: [Int64: SKUInfo],
    on database: DatabaseConnection, naming: () throws -> [StockReference]
  ) throws -> [SoldPosting] {
    try StockMovements.withdrawSold(
      sales, warehouse: warehouse, facts: facts, on: database, naming: naming)
  }

  /// The lines of locks by their references; 1 round trip. Unknown references are absent.
  package static func lockLines(
    of references: [String], owner: LockOwner, on database: DatabaseConnection
  ) throws(DatabaseError) -> [String: [StockLockLine]] {
    try LockQueries.lines(of: references, owner: owner, on: database)
  }

  /// Shows the new levels at the front gate; call it after the commit. Never throws: without
  /// Redis the gate stays open. 1 round trip to Redis.
  package static func publishCounters(
    _ balances: [StockBalance], to redis: RedisConnection
  ) {
    SoldOutGate.publish(balances.latest(), to: redis)
  }
}
