import Synchronization
import UserService

/// The warehouses that organisations' documents mean where they name none, as this process keeps
/// them in memory: each is read anew after less than a second, so that an assignment is in force
/// everywhere within one. Thread-safe.
enum AssignmentBoard {
  struct Place: Sendable {
    let warehouseID: Int64
    /// Whose assignment it is; nil: nobody's, so it is the default warehouse.
    let organisationID: Int64?

    static let byDefault = Place(warehouseID: StockAPI.defaultWarehouse, organisationID: nil)
  }

  private struct Entry {
    let places: [StockPurpose: Place]
    let readAt: ContinuousClock.Instant
  }

  private static let freshFor = Duration.milliseconds(750)
  /// By organisation, of which there are at most a few thousand.
  private static let entries = Mutex<[Int64: Entry]>([:])

  // `scrap` is in the table, but no purpose yet.
  private static let readSQL = SQLList("stock_assignment.line", maximum: 20) { count in
    """
    SELECT org_id, purpose, warehouse_id FROM stock_assignment \
    WHERE org_id IN (\(SQLSeries.repeated("?", count))) \
    AND purpose IN ('sale', 'receipt', 'return')
    """
  }

  /// No round trip while what is kept is fresh, else one; one more for an organisation that this
  /// process has not seen.
  static func place(
    for purpose: StockPurpose, of organisationID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> Place {
    let now = ContinuousClock.now
    if let entry = entries.withLock({ $0[organisationID] }), now - entry.readAt < freshFor {
      return entry.places[purpose] ?? .byDefault
    }
    let places = try read(organisationID, on: database)
    entries.withLock { $0[organisationID] = Entry(places: places, readAt: now) }
    return places[purpose] ?? .byDefault
  }

  /// What is assigned now to an organisation, or to the nearest above it that has an assignment. A
  /// purpose that none of them has one for is absent.
  static func read(
    _ organisationID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> [StockPurpose: Place] {
    let line = try UserAPI.line(of: organisationID, on: database) ?? [organisationID]
    var places: [StockPurpose: Place] = [:]
    for range in readSQL.chunks(of: line.count) {
      let rows = try database.query(readSQL[range.count], line[range].map { .int($0) }) {
        row throws(DatabaseError) in
        (
          organisationID: try row.int(), purpose: try row.choice(of: StockPurpose.self),
          warehouseID: try row.int()
        )
      }
      for above in line[range] {
        for row in rows where row.organisationID == above && places[row.purpose] == nil {
          places[row.purpose] = Place(warehouseID: row.warehouseID, organisationID: above)
        }
      }
    }
    return places
  }

  /// After a change that this process made: the next document looks again.
  static func forget() { entries.withLock { $0.removeAll() } }
}
