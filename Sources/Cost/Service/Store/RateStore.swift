/// The table `cost_rate`: each rate holds from a moment on, until the work center's next one.
enum RateStore {
  private static let listSQL = SQL(
    "cost_rate.list",
    """
    SELECT r.work_center, r.labor_per_hour, r.overhead_per_hour, r.valid_from, r.updated_at \
    FROM cost_rate r JOIN (SELECT work_center, MAX(valid_from) AS valid_from FROM cost_rate \
    WHERE valid_from <= COALESCE(?, NOW(6)) GROUP BY work_center) AS last \
    ON last.work_center = r.work_center AND last.valid_from = r.valid_from \
    ORDER BY r.work_center
    """)
  private static let setSQL = SQL(
    "cost_rate.set",
    """
    INSERT INTO cost_rate (work_center, valid_from, labor_per_hour, overhead_per_hour, updated_by) \
    VALUES (?, COALESCE(?, NOW(6)), ?, ?, ?) \
    ON DUPLICATE KEY UPDATE labor_per_hour = VALUES(labor_per_hour), \
    overhead_per_hour = VALUES(overhead_per_hour), updated_by = VALUES(updated_by), \
    updated_at = NOW(6)
    """)

  /// Those in force at a moment, or now.
  static func list(
    at moment: Instant? = nil, on database: DatabaseConnection
  ) throws(DatabaseError) -> [WorkRate] {
    try database.query(listSQL, [.of(moment)]) { row throws(DatabaseError) in
      let name = try row.text()
      return WorkRate(
        workCenter: name.isEmpty ? nil : name, laborPerHour: try row.decimal(),
        overheadPerHour: try row.decimal(), validFrom: try row.instant(),
        updatedAt: try row.instant())
    }
  }

  /// Those in force at a moment, by work center; the one for all others by the empty name.
  static func inForce(
    at moment: Instant, on database: DatabaseConnection
  ) throws(DatabaseError) -> [String: WorkRate] {
    let rates = try list(at: moment, on: database).map { ($0.workCenter ?? "", $0) }
    return Dictionary(rates, uniquingKeysWith: { first, _ in first })
  }

  static func set(
    _ workCenter: String?, from moment: Instant?, labor: UnitPrice, overhead: UnitPrice,
    by userID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) {
    try database.execute(
      setSQL,
      [
        .text(workCenter ?? ""), .of(moment), .of(labor), .of(overhead), .int(userID),
      ])
  }
}
