import Kernel
import MariaDBClient
import StockDomain

/// The table `stock_lock`.
enum LockStore {
  /// How a line's held goods ended, or that they have not.
  enum Status: String, CaseIterable, Sendable {
    case held
    case issued
    case released
    case expired
  }

  /// A lock whose rows this transaction holds.
  struct Lock {
    let owner: LockOwner
    let reference: String
    /// Whose it is; 0 for one of before that belongs to whoever sees its warehouse.
    let organisationID: Int64
    let warehouseID: Int64
    let holding: LockHolding
    /// By the database's clock.
    let hasExpired: Bool
  }

  /// The first line of each lock is its door: the rows are locked in the order of the key.
  private static let lockSQL = SQLList("stock_lock.lock_rows") { count in
    """
    SELECT ref_no, line_no, warehouse_id, sku_id, held, \
    expires_at IS NOT NULL AND expires_at <= NOW(6), org_id \
    FROM stock_lock FORCE INDEX (PRIMARY) \
    WHERE owner = ? AND ref_no IN (\(SQLSeries.repeated("?", count))) \
    ORDER BY ref_no, org_id, line_no FOR UPDATE
    """
  }

  private static let placesSQL = SQL(
    "stock_lock.places",
    """
    SELECT DISTINCT org_id, warehouse_id FROM stock_lock \
    WHERE owner = ? AND ref_no = ? ORDER BY org_id
    """)

  private static let stateSQL = SQL(
    "stock_lock.state",
    """
    SELECT l.sku_id, l.quantity, l.held, l.status, l.expires_at, \
    l.expires_at IS NOT NULL AND l.expires_at <= NOW(6), l.warehouse_id, \
    COALESCE(b.on_hand, 0), COALESCE(b.locked, 0) \
    FROM stock_lock l \
    LEFT JOIN stock_balance b ON b.sku_id = l.sku_id AND b.warehouse_id = l.warehouse_id \
    WHERE l.owner = 'api' AND l.ref_no = ? AND l.org_id IN (?, 0) ORDER BY l.line_no
    """)

  private static let insertSQL = SQLSeries("stock_lock.insert") { count in
    """
    INSERT INTO stock_lock \
    (owner, ref_no, org_id, line_no, warehouse_id, sku_id, quantity, held, status, expires_at) \
    VALUES \(SQLSeries.repeated("(?, ?, ?, ?, ?, ?, ?, ?, 'held', ?)", count))
    """
  }

  private static let takeSQL = SQLSeries("stock_lock.take") { count in
    let cases = String(repeating: "WHEN ? THEN ? ", count: count)
    return """
      UPDATE stock_lock SET issued = issued + CASE line_no \(cases)ELSE 0 END, \
      status = CASE line_no \(cases)ELSE status END, held = CASE line_no \(cases)ELSE held END \
      WHERE owner = ? AND ref_no = ? AND org_id = ? \
      AND line_no IN (\(SQLSeries.repeated("?", count)))
      """
  }

  /// `issued` is set first: after `held` it would add nothing.
  private static let issueSQL = SQLList("stock_lock.issue") { count in
    """
    UPDATE stock_lock FORCE INDEX (PRIMARY) \
    SET issued = issued + held, held = 0, status = 'issued' \
    WHERE owner = ? AND ref_no IN (\(SQLSeries.repeated("?", count))) AND status = 'held'
    """
  }

  private static let linesSQL = SQLList("stock_lock.lines") { count in
    """
    SELECT ref_no, sku_id, warehouse_id, quantity, held, issued FROM stock_lock \
    WHERE owner = ? AND ref_no IN (\(SQLSeries.repeated("?", count))) ORDER BY ref_no, line_no
    """
  }

  /// Locks the rows of locks, in ascending order: each organisation's that has one of a reference.
  static func lock(
    _ references: [String], owner: LockOwner, on connection: DatabaseConnection
  ) throws(DatabaseError) -> [Lock] {
    // As the column's collation sorts: by bytes.
    let sorted = Set(references.map(ByteText.init)).sorted()
    var locks: [Lock] = []
    for range in lockSQL.chunks(of: sorted.count) {
      let values = [.text(owner.rawValue)] + sorted[range].map { SQLValue.text($0.text) }
      let rows = try connection.query(lockSQL[range.count], values, lockRow)
      var start = 0
      while start < rows.count {
        let door = rows[start]
        let end = rows[start...].firstIndex { !$0.isOfOneLock(with: door) } ?? rows.count
        locks.append(
          Lock(
            owner: owner, reference: door.reference, organisationID: door.organisationID,
            warehouseID: door.warehouseID, holding: LockHolding(rows[start..<end].map(\.line)),
            hasExpired: door.hasExpired))
        start = end
      }
    }
    return locks
  }

  private struct LockRow {
    let reference: String
    let line: LockHolding.Line
    let warehouseID: Int64
    let organisationID: Int64
    let hasExpired: Bool

    func isOfOneLock(with other: LockRow) -> Bool {
      organisationID == other.organisationID
        && ByteText(reference) == ByteText(other.reference)
    }
  }

  private static func lockRow(_ row: borrowing Row) throws(DatabaseError) -> LockRow {
    LockRow(
      reference: try row.text(0),
      line: LockHolding.Line(
        lineNumber: try row.count(1), skuID: try row.int(3), held: try row.decimal(4)),
      warehouseID: try row.int(2), organisationID: try row.int(6), hasExpired: try row.bool(5))
  }

  /// Whose the locks of a reference are and where their goods lie, without locking anything.
  static func places(
    of reference: String, owner: LockOwner, on connection: DatabaseConnection
  ) throws(DatabaseError) -> [LockPlace] {
    try connection.query(placesSQL, [.text(owner.rawValue), .text(reference)]) {
      row throws(DatabaseError) in
      LockPlace(organisationID: try row.int(0), warehouseID: try row.int(1))
    }
  }

  /// How an organisation's lock stands now, line by line, without locking anything.
  static func state(
    of reference: String, organisation: Int64, on connection: DatabaseConnection
  ) throws(DatabaseError) -> [LockState] {
    try connection.query(stateSQL, [.text(reference), .int(organisation)]) {
      row throws(DatabaseError) in
      let onHand: Quantity = try row.decimal(7)
      let locked: Quantity = try row.decimal(8)
      return LockState(
        skuID: try row.int(), quantity: try row.decimal(), held: try row.decimal(),
        status: try row.text(), expiresAt: try row.instantOrNil(),
        hasExpired: try row.bool(), warehouseID: try row.int(),
        available: (try? onHand - locked) ?? .zero)
    }
  }

  /// Writes a lock's lines, numbered from 1.
  static func insert(
    _ hold: StockHold, reference: String, owner: LockOwner, organisation: Int64,
    expiresAt: Instant?, on connection: DatabaseConnection
  ) throws(DatabaseError) {
    for range in insertSQL.chunks(of: hold.lines.count) {
      var values: [SQLValue] = []
      values.reserveCapacity(range.count * 9)
      for index in range {
        let line = hold.lines[index]
        values += [
          .text(owner.rawValue), .text(reference), .int(organisation), .int(Int64(index + 1)),
          .int(hold.warehouseID), .int(line.skuID), .of(line.quantity), .of(line.quantity),
          .of(expiresAt),
        ]
      }
      _ = try connection.execute(insertSQL[range.count], values)
    }
  }

  /// Takes parts out of a lock that this transaction holds; a line that is empty then ends as
  /// `status`.
  static func take(
    _ parts: [LockHolding.Part], from lock: Lock, as status: Status,
    on connection: DatabaseConnection
  ) throws {
    for range in takeSQL.chunks(of: parts.count) {
      var issued: [SQLValue] = []
      var statuses: [SQLValue] = []
      var held: [SQLValue] = []
      for part in parts[range] {
        let line = SQLValue.int(Int64(part.lineNumber))
        issued += [line, .of(status == .issued ? part.quantity : .zero)]
        statuses += [line, .text((part.left.isZero ? status : .held).rawValue)]
        held += [line, .of(part.left)]
      }
      let key: [SQLValue] = [
        .text(lock.owner.rawValue), .text(lock.reference), .int(lock.organisationID),
      ]
      let lines = parts[range].map { SQLValue.int(Int64($0.lineNumber)) }
      let outcome = try connection.execute(
        takeSQL[range.count], issued + statuses + held + key + lines)
      guard outcome.affectedRows == range.count else { throw StockInvariantError.rowsVanished }
    }
  }

  /// Everything that the locks hold is issued; this transaction holds their rows, of which
  /// `lines` still hold something.
  static func issueAll(
    _ references: [String], lines: Int, owner: LockOwner, on connection: DatabaseConnection
  ) throws {
    var changed = 0
    for range in issueSQL.chunks(of: references.count) {
      let values = [.text(owner.rawValue)] + references[range].map { SQLValue.text($0) }
      changed += try connection.execute(issueSQL[range.count], values).affectedRows
    }
    guard changed == lines else { throw StockInvariantError.rowsVanished }
  }

  static func lines(
    of references: [String], owner: LockOwner, on connection: DatabaseConnection
  ) throws(DatabaseError) -> [String: [StockLockLine]] {
    var found: [String: [StockLockLine]] = [:]
    for range in linesSQL.chunks(of: references.count) {
      let values = [.text(owner.rawValue)] + references[range].map { SQLValue.text($0) }
      let rows = try connection.query(linesSQL[range.count], values) {
        row throws(DatabaseError) in
        (
          try row.text(),
          StockLockLine(
            skuID: try row.int(), warehouseID: try row.int(), quantity: try row.decimal(),
            held: try row.decimal(), issued: try row.decimal())
        )
      }
      for (reference, line) in rows { found[reference, default: []].append(line) }
    }
    return found
  }
}
