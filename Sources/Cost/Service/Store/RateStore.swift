import CostDomain
import Kernel
import MariaDBClient
import WebAPI

/// What an hour of a work center costs.
struct WorkRate: Document {
  /// Nil for all work centers that have no rate of their own.
  let workCenter: String?
  let laborPerHour: UnitPrice
  let overheadPerHour: UnitPrice
  let updatedAt: Instant

  static let shape: [Member<WorkRate>] = [
    .optionalText("work_center") { $0.workCenter },
    .decimal("labor_per_hour") { $0.laborPerHour },
    .decimal("overhead_per_hour") { $0.overheadPerHour },
    .instant("updated_at") { $0.updatedAt },
  ]
}

/// The table `cost_rate`.
enum RateStore {
  private static let listSQL = SQL(
    "cost_rate.list",
    """
    SELECT work_center, labor_per_hour, overhead_per_hour, updated_at FROM cost_rate \
    ORDER BY work_center
    """)
  private static let setSQL = SQL(
    "cost_rate.set",
    """
    INSERT INTO cost_rate (work_center, labor_per_hour, overhead_per_hour, updated_by) \
    VALUES (?, ?, ?, ?) ON DUPLICATE KEY UPDATE labor_per_hour = VALUES(labor_per_hour), \
    overhead_per_hour = VALUES(overhead_per_hour), updated_by = VALUES(updated_by), \
    updated_at = NOW(6)
    """)

  static func list(on database: DatabaseConnection) throws(DatabaseError) -> [WorkRate] {
    try database.query(listSQL, []) { (row) throws(DatabaseError) in
      let name = try row.text(0)
      return WorkRate(
        workCenter: name.isEmpty ? nil : name, laborPerHour: try row.decimal(1),
        overheadPerHour: try row.decimal(2), updatedAt: try row.instant(3))
    }
  }

  /// By work center; the one for all others by the empty name.
  static func all(on database: DatabaseConnection) throws(DatabaseError) -> [String: WorkRate] {
    let rates = try list(on: database).map { ($0.workCenter ?? "", $0) }
    return Dictionary(rates, uniquingKeysWith: { first, _ in first })
  }

  static func set(
    _ workCenter: String?, labor: UnitPrice, overhead: UnitPrice, by userID: Int64,
    on database: DatabaseConnection
  ) throws(DatabaseError) {
    _ = try database.execute(
      setSQL, [.text(workCenter ?? ""), .of(labor), .of(overhead), .int(userID)])
  }
}
