/// What the database itself remembers of migrations, and the lease that one migrator holds.
struct MigrationLedger {
  let connection: DatabaseConnection
  /// Tells migrators apart.
  let owner: String

  struct Entry {
    let version: Int
    let step: Int
    let name: String
    let checksum: String
    /// False when a migrator began the step and was never heard of again.
    let isApplied: Bool
  }

  func prepare() throws(DatabaseError) {
    try connection.administer(
      """
      CREATE TABLE IF NOT EXISTS schema_migration (
        version INT NOT NULL, step INT NOT NULL, name VARCHAR(190) NOT NULL,
        checksum CHAR(64) NOT NULL, applied_at DATETIME(6) NULL,
        PRIMARY KEY (version, step)
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin
      """)
    try connection.administer(
      """
      CREATE TABLE IF NOT EXISTS schema_migration_lease (
        id INT NOT NULL PRIMARY KEY, owner VARCHAR(64) NOT NULL, expires_at DATETIME(6) NOT NULL
      ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin
      """)
    try connection.administer(
      "INSERT IGNORE INTO schema_migration_lease VALUES (1, '', '1970-01-01 00:00:01')")
  }

  /// Takes or prolongs the lease; false when another holds it.
  func lease(seconds: Int) throws(DatabaseError) -> Bool {
    try connection.execute(Self.leaseSQL, [.of(owner), .of(seconds), .of(owner)]).affectedRows == 1
  }

  func release() throws(DatabaseError) {
    try connection.execute(Self.releaseSQL, [.of(owner)])
  }

  func entries() throws(DatabaseError) -> [Entry] {
    try connection.query(Self.entriesSQL) { row throws(DatabaseError) in
      Entry(
        version: try row.count(), step: try row.count(), name: try row.text(),
        checksum: try row.text(), isApplied: try row.instantOrNil() != nil)
    }
  }

  /// SHA-256 in hexadecimal, computed by the server.
  func checksum(of text: String) throws(DatabaseError) -> String {
    try connection.first(Self.checksumSQL, [.bytes(Array(text.utf8))]) {
      row throws(DatabaseError) in
      try row.text()
    } ?? ""
  }

  /// Notes that a step begins; false when it had begun before.
  func begin(_ entry: Entry) throws(DatabaseError) -> Bool {
    let values: [SQLValue] = [
      .of(entry.version), .of(entry.step), .of(entry.name), .of(entry.checksum),
    ]
    return try connection.execute(Self.beginSQL, values).affectedRows == 1
  }

  /// Forgets a step that the server refused.
  func withdraw(_ entry: Entry) throws(DatabaseError) {
    try connection.execute(Self.withdrawSQL, [.of(entry.version), .of(entry.step)])
  }

  func finish(_ entry: Entry) throws(DatabaseError) {
    try connection.execute(Self.finishSQL, [.of(entry.version), .of(entry.step)])
  }

  private static let leaseSQL = SQL(
    "migration.lease",
    """
    UPDATE schema_migration_lease SET owner = ?, expires_at = NOW(6) + INTERVAL ? SECOND
    WHERE id = 1 AND (owner = ? OR expires_at < NOW(6))
    """)
  private static let releaseSQL = SQL(
    "migration.release",
    """
    UPDATE schema_migration_lease SET owner = '', expires_at = '1970-01-01 00:00:01'
    WHERE id = 1 AND owner = ?
    """)
  private static let entriesSQL = SQL(
    "migration.entries",
    """
    SELECT version, step, name, checksum, applied_at FROM schema_migration ORDER BY version, step
    """)
  private static let checksumSQL = SQL("migration.checksum", "SELECT SHA2(?, 256)")
  private static let beginSQL = SQL(
    "migration.begin",
    """
    INSERT IGNORE INTO schema_migration (version, step, name, checksum, applied_at)
    VALUES (?, ?, ?, ?, NULL)
    """)
  private static let withdrawSQL = SQL(
    "migration.withdraw",
    "DELETE FROM schema_migration WHERE version = ? AND step = ? AND applied_at IS NULL")
  private static let finishSQL = SQL(
    "migration.finish",
    "UPDATE schema_migration SET applied_at = NOW(6) WHERE version = ? AND step = ?")
}
