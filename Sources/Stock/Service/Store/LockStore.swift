/// The table `stock_lock`, for writing.
enum LockStore {
  /// A lock whose rows this transaction holds.
  struct Lock {
    let owner: LockOwner
    let reference: String
    /// Whose it is; 0 for one of before that belongs to whoever sees its warehouse.
    let organisationID: Int64
    let warehouseID: Int64
    /// By the database's clock.
    let hasExpired: Bool
    fileprivate(set) var holding: LockHolding

    fileprivate func isOne(with other: Lock) -> Bool {
      organisationID == other.organisationID
        && ByteText(reference) == ByteText(other.reference)
    }
  }

  /// Row 1 of a lock serialises its users: the rows are locked in the order of the key.
  private static let forUpdateSQL = SQLList("stock_lock.lock_rows") { count in
    """
    SELECT owner, ref_no, org_id, warehouse_id, \
    expires_at IS NOT NULL AND expires_at <= NOW(6), line_no, sku_id, held \
    FROM stock_lock FORCE INDEX (PRIMARY) \
    WHERE owner = ? AND ref_no IN (\(SQLSeries.repeated("?", count))) \
    ORDER BY ref_no, org_id, line_no FOR UPDATE
    """
  }

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

  /// Locks the rows of locks, in ascending order: each organisation's that has one of a reference.
  static func forUpdate(
    _ references: [String], owner: LockOwner, on database: DatabaseConnection
  ) throws(DatabaseError) -> [Lock] {
    // As the column's collation sorts: by bytes.
    let sorted = Set(references.map(ByteText.init)).sorted()
    var locks: [Lock] = []
    let wanted = sorted.map(\.text)
    for row in try database.query(forUpdateSQL, [.text(owner.rawValue)], in: wanted, row) {
      if let last = locks.last, last.isOne(with: row) {
        locks[locks.count - 1].holding.lines += row.holding.lines
      } else {
        locks.append(row)
      }
    }
    return locks
  }

  /// A row as a lock of one line.
  private static func row(_ row: borrowing Row) throws(DatabaseError) -> Lock {
    Lock(
      owner: try row.choice(), reference: try row.text(), organisationID: try row.int(),
      warehouseID: try row.int(), hasExpired: try row.bool(),
      holding: LockHolding([
        LockHolding.Line(
          lineNumber: try row.count(), skuID: try row.int(), held: try row.decimal())
      ]))
  }

  /// Writes a lock's lines, numbered from 1.
  static func insert(
    _ hold: StockHold, reference: String, owner: LockOwner, organisationID: Int64,
    expiresAt: Instant?, on database: DatabaseConnection
  ) throws(DatabaseError) {
    try database.execute(insertSQL, for: Array(zip(Int64(1)..., hold.lines))) { number, line in
      [
        .text(owner.rawValue), .text(reference), .int(organisationID), .int(number),
        .int(hold.warehouseID), .int(line.skuID), .of(line.quantity), .of(line.quantity),
        .of(expiresAt),
      ]
    }
  }

  /// Takes parts out of a lock that this transaction holds; a line that is empty then ends as
  /// `status`.
  static func take(
    _ parts: [LockHolding.Part], from lock: Lock, as status: LockStatus,
    on database: DatabaseConnection
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
      let outcome = try database.execute(
        takeSQL[range.count], issued + statuses + held + key + lines)
      guard outcome.affectedRows == range.count else { throw StockInvariantError.rowsVanished }
    }
  }

  /// Everything that the locks hold is issued; this transaction holds their rows, of which
  /// `lines` still hold something.
  static func issueAll(
    _ references: [String], lines: Int, owner: LockOwner, on database: DatabaseConnection
  ) throws {
    let changed = try database.execute(issueSQL, [.text(owner.rawValue)], in: references)
    guard changed == lines else { throw StockInvariantError.rowsVanished }
  }
}
