import CMariaDB
package import Kernel

/// One row of a result, valid only inside the closure it is handed to.
///
/// Columns are read in their order: each method without a number takes the next one. A NULL, or a
/// column of another type, where a value is asked for throws `misuse`; the `…OrNil` forms give nil
/// for NULL.
///
/// ```
/// try database.query(sql, []) { row throws(DatabaseError) in
///   Line(skuID: try row.int(), quantity: try row.decimal(), note: try row.textOrNil())
/// }
/// ```
package struct Row: ~Copyable {
  private let statement: PreparedStatement
  let columns: ResultColumns

  init(of statement: PreparedStatement, columns: ResultColumns) {
    self.statement = statement
    self.columns = columns
  }

  /// Number of columns.
  package var width: Int { columns.count }

  /// Whether the column is NULL (or does not exist).
  package func isNull(_ column: Int) -> Bool {
    guard column >= 0, column < columns.count else { return true }
    return unsafe answer(column).is_null_value != 0
  }

  /// A whole number; from a DECIMAL or text column too, when its digits are one.
  package func int(_ column: Int) throws(DatabaseError) -> Int64 {
    try expect(column)
    switch columns.shapes[column] {
    case .integer:
      // The flag tells of an UNSIGNED beyond Int64.
      if unsafe answer(column).error_value == 0,
        let value = unsafe answer(column).buffer?.load(as: Int64.self)
      {
        return value
      }
    case .bytes:
      if let value = Int64(try text(column)) { return value }
    case .time: break
    }
    throw wrong(column, "is not a 64-bit integer")
  }

  /// A count of points; beyond the limit it is `misuse`, like a decimal that does not fit.
  package func points(_ column: Int) throws(DatabaseError) -> Points {
    guard let points = try? Points(checking: try int(column)) else {
      throw wrong(column, "is no count of points")
    }
    return points
  }

  /// A count, or the number of a line or level: 0 … 10⁹; beyond it is `misuse`.
  package func count(_ column: Int) throws(DatabaseError) -> Int {
    guard let count = Int(counting: try int(column)) else { throw wrong(column, "is no count") }
    return count
  }

  package func bool(_ column: Int) throws(DatabaseError) -> Bool { try int(column) != 0 }

  /// Text that is valid UTF-8.
  package func text(_ column: Int) throws(DatabaseError) -> String {
    let text = try unsafe withBytes(column) { unsafe String(validating: $0, as: UTF8.self) }
    guard let text else { throw wrong(column, "is not UTF-8") }
    return text
  }

  package func bytes(_ column: Int) throws(DatabaseError) -> [UInt8] {
    try unsafe withBytes(column) { unsafe Array($0) }
  }

  /// An exact decimal: `let price: UnitPrice = try row.decimal(2)`.
  package func decimal<Unit>(
    _ column: Int, as: FixedDecimal<Unit>.Type = FixedDecimal<Unit>.self
  ) throws(DatabaseError) -> FixedDecimal<Unit> {
    let value: FixedDecimal<Unit>? =
      if shape(column) == .integer {
        try? FixedDecimal(whole: try int(column))
      } else {
        try unsafe withBytes(column) { digits in
          unsafe try? FixedDecimal(parsing: digits.assumingMemoryBound(to: UInt8.self).span)
        }
      }
    guard let value else { throw wrong(column, "does not fit DECIMAL(18,\(Unit.places))") }
    return value
  }

  /// A DATETIME or TIMESTAMP column, in UTC.
  package func instant(_ column: Int) throws(DatabaseError) -> Instant {
    try expect(column)
    guard shape(column) == .time,
      let time = unsafe answer(column).buffer?.load(as: MYSQL_TIME.self),
      let instant = Instant(time)
    else { throw wrong(column, "is not an instant") }
    return instant
  }

  package func intOrNil(_ column: Int) throws(DatabaseError) -> Int64? {
    isNull(column) ? nil : try int(column)
  }

  package func textOrNil(_ column: Int) throws(DatabaseError) -> String? {
    isNull(column) ? nil : try text(column)
  }

  package func bytesOrNil(_ column: Int) throws(DatabaseError) -> [UInt8]? {
    isNull(column) ? nil : try bytes(column)
  }

  package func decimalOrNil<Unit>(
    _ column: Int, as: FixedDecimal<Unit>.Type = FixedDecimal<Unit>.self
  ) throws(DatabaseError) -> FixedDecimal<Unit>? {
    isNull(column) ? nil : try decimal(column)
  }

  package func instantOrNil(_ column: Int) throws(DatabaseError) -> Instant? {
    isNull(column) ? nil : try instant(column)
  }
}

extension Row {
  /// How the library filled one column: its bytes, their true length, whether NULL or cut.
  private borrowing func answer(_ column: Int) -> MYSQL_BIND {
    unsafe statement.handle.pointee.bind[column]
  }

  private borrowing func shape(_ column: Int) -> ResultColumns.Shape? {
    column >= 0 && column < columns.count ? columns.shapes[column] : nil
  }

  borrowing func wrong(_ column: Int, _ what: String) -> DatabaseError {
    .misuse(statement.sql.name, "column \(column) \(what)")
  }

  /// Throws unless the column exists and holds a value.
  private borrowing func expect(_ column: Int) throws(DatabaseError) {
    guard column >= 0, column < columns.count else { throw wrong(column, "does not exist") }
    if isNull(column) { throw wrong(column, "is NULL") }
  }

  /// The column's bytes; those that did not fit are fetched again into memory of their own.
  private borrowing func withBytes<T>(
    _ column: Int, _ body: (UnsafeRawBufferPointer) -> T
  ) throws(DatabaseError) -> T {
    try expect(column)
    guard shape(column) == .bytes else { throw wrong(column, "is not text") }
    let bind = unsafe answer(column)
    let length = Int(unsafe bind.length_value)
    if length <= Int(unsafe bind.buffer_length) {
      return unsafe body(UnsafeRawBufferPointer(start: bind.buffer, count: length))
    }
    let whole = UnsafeMutableRawBufferPointer.allocate(byteCount: length, alignment: 16)
    defer { unsafe whole.deallocate() }
    var again = unsafe MYSQL_BIND()
    unsafe again.buffer = whole.baseAddress
    unsafe again.buffer_length = UInt(length)
    unsafe again.buffer_type = MYSQL_TYPE_STRING
    guard unsafe mysql_stmt_fetch_column(statement.handle, &again, UInt32(column), 0) == 0 else {
      throw unsafe .last(on: statement.handle, during: statement.sql.name)
    }
    return unsafe body(UnsafeRawBufferPointer(whole))
  }
}
