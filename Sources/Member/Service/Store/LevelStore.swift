/// The table of levels, and the members that are behind it.
enum LevelStore {
  private static let readSQL = SQL(
    "member_level.read",
    """
    SELECT t.version, l.level, l.name, l.min_growth, l.earn_rate, l.price_list FROM member_level l \
    JOIN member_level_table t ON t.id = 1 ORDER BY l.level
    """)
  private static let forUpdateSQL = SQL(
    "member_level_table.lock", "SELECT version FROM member_level_table WHERE id = 1 FOR UPDATE")
  private static let bumpSQL = SQL(
    "member_level_table.bump", "UPDATE member_level_table SET version = version + 1 WHERE id = 1")
  private static let clearSQL = SQL("member_level.clear", "DELETE FROM member_level")
  private static let insertSQL = SQLSeries("member_level.insert") { rows in
    """
    INSERT INTO member_level (level, name, min_growth, earn_rate, price_list) \
    VALUES \(SQLSeries.repeated("(?, ?, ?, ?, ?)", rows))
    """
  }
  private static let catchUp = """
    UPDATE member SET level = COALESCE((SELECT MAX(l.level) FROM member_level l \
    WHERE l.min_growth <= member.growth), level), level_version = ?, version = version + 1 \
    WHERE level_version < ?
    """
  private static let catchUpSQL = SQL(
    "member.catch_up_levels", catchUp + " ORDER BY level_version, member_id LIMIT ?")
  private static let catchUpOneSQL = SQL("member.catch_up_level", catchUp + " AND member_id = ?")
  private static let behindSQL = SQL(
    "member.behind_levels",
    """
    SELECT member_id FROM member WHERE level_version < ? AND member_id > ? \
    ORDER BY member_id LIMIT ?
    """)

  /// The table as it is; one statement, so levels and version belong together. 1 round trip.
  static func read(on database: DatabaseConnection) throws(DatabaseError) -> LevelTable {
    var version: Int64 = 0
    let levels = try database.query(readSQL) { row throws(DatabaseError) in
      version = try row.int()
      return MemberLevel(
        level: try row.count(), name: try row.text(), minimumGrowth: try row.points(),
        earnRate: try row.decimal(), priceList: try row.choice())
    }
    return LevelTable(levels, version: version)
  }

  /// The table's version, held until the transaction ends.
  static func forUpdate(on database: DatabaseConnection) throws(DatabaseError) -> Int64 {
    try database.first(forUpdateSQL) { row throws(DatabaseError) in try row.int() } ?? 0
  }

  /// Puts other levels into the table; the caller holds its version.
  static func replace(
    _ levels: [MemberLevel], on database: DatabaseConnection
  ) throws(DatabaseError) {
    try database.execute(clearSQL)
    try database.execute(insertSQL, for: levels) { level in
      [
        .of(level.level), .text(level.name), .of(level.minimumGrowth), .of(level.earnRate),
        .text(level.priceList.rawValue),
      ]
    }
    try database.execute(bumpSQL)
  }

  /// Gives up to `limit` members the level of the present table who have it from an older one.
  /// A table that changes meanwhile has a higher version, and they are found again.
  static func catchUp(
    to version: Int64, limit: Int, on database: DatabaseConnection
  ) throws(DatabaseError) -> Int {
    try database.execute(catchUpSQL, [.int(version), .int(version), .int(Int64(limit))])
      .affectedRows
  }

  /// Members who have their level from an older table.
  static func behind(
    _ version: Int64, after memberID: Int64, limit: Int, on database: DatabaseConnection
  ) throws(DatabaseError) -> [Int64] {
    try database.query(behindSQL, [.int(version), .int(memberID), .of(limit)]) {
      row throws(DatabaseError) in try row.int()
    }
  }

  /// The same for one member; whether they were behind.
  static func catchUp(
    to version: Int64, _ memberID: Int64, on database: DatabaseConnection
  ) throws(DatabaseError) -> Bool {
    try database.execute(catchUpOneSQL, [.int(version), .int(version), .int(memberID)])
      .affectedRows > 0
  }
}
