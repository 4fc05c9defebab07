import CMariaDB
package import Kernel

/// One row of a result, valid only inside the closure it is handed to.
///
/// Columns are read in their order: each method takes the next one. A NULL, or a
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
  private let columns: ResultColumns

  init(of statement: PreparedStatement, columns: ResultColumns) {
    self.statement = statement
    self.columns = columns
  }

  /// Number of columns.
  package var width: Int { columns.count }

  /// Passes over a column.
  package func skip() { _ = next() }

  /// A whole number; from a DECIMAL or text column too, when its digits are one.
  package func int() throws(DatabaseError) -> Int64 { try int(at: next()) }

  /// A count of points; beyond the limit it is `misuse`, like a decimal that does not fit.
  package func points() throws(DatabaseError) -> Points {
    let column = next()
    guard let points = try? Points(checking: try int(at: column)) else {
      throw wrong(column, "is no count of points")
    }
    return points
  }

  /// A count, or the number of a line or level: 0 … 10⁹; beyond it is `misuse`.
  package func count() throws(DatabaseError) -> Int {
    let column = next()
    guard let count = Int(counting: try int(at: column)) else { throw wrong(column, "is no count") }
    return count
  }

  /// A whole number that is not 0.
  package func bool() throws(DatabaseError) -> Bool { try int() != 0 }

  /// Text that is valid UTF-8.
  package func text() throws(DatabaseError) -> String { try text(at: next()) }

  /// Text or a BLOB as it is stored.
  package func bytes() throws(DatabaseError) -> [UInt8] {
    try unsafe withBytes(next()) { unsafe Array($0) }
  }

  /// A stored code. One that this version does not know is `misuse`: a default would stand in the
  /// books.
  package func choice<Code: RawRepresentable<String>>(
    of: Code.Type = Code.self
  ) throws(DatabaseError) -> Code {
    let column = next()
    guard let code = Code(rawValue: try text(at: column)) else {
      throw wrong(column, "is no \(Code.self)")
    }
    return code
  }

  /// An exact decimal: `let price: UnitPrice = try row.decimal()`.
  package func decimal<Unit>(
    as: FixedDecimal<Unit>.Type = FixedDecimal<Unit>.self
  ) throws(DatabaseError) -> FixedDecimal<Unit> {
    let column = next()
    let value: FixedDecimal<Unit>? =
      if shape(column) == .integer {
        try? FixedDecimal(whole: try int(at: column))
      } else {
        try unsafe withBytes(column) { digits in
          unsafe try? FixedDecimal(parsing: digits.assumingMemoryBound(to: UInt8.self).span)
        }
      }
    guard let value else { throw wrong(column, "does not fit DECIMAL(18,\(Unit.places))") }
    return value
  }

  /// A DECIMAL of up to 38 digits.
  package func wide<Unit>(
    as: WideDecimal<Unit>.Type = WideDecimal<Unit>.self
  ) throws(DatabaseError) -> WideDecimal<Unit> {
    let column = next()
    guard let value = WideDecimal<Unit>(digits: try text(at: column)) else {
      throw wrong(column, "does not fit DECIMAL(38,\(Unit.places))")
    }
    return value
  }

  /// A DATETIME or TIMESTAMP column, in UTC.
  package func instant() throws(DatabaseError) -> Instant {
    let column = next()
    try expect(column)
    guard shape(column) == .time,
      let time = unsafe answer(column).buffer?.load(as: MYSQL_TIME.self),
      let instant = Instant(time)
    else { throw wrong(column, "is not an instant") }
    return instant
  }

  package func intOrNil() throws(DatabaseError) -> Int64? { try passesNull() ? nil : int() }
  package func textOrNil() throws(DatabaseError) -> String? { try passesNull() ? nil : text() }
  package func bytesOrNil() throws(DatabaseError) -> [UInt8]? { try passesNull() ? nil : bytes() }
  package func instantOrNil() throws(DatabaseError) -> Instant? {
    try passesNull() ? nil : instant()
  }

  package func choiceOrNil<Code: RawRepresentable<String>>(
    of: Code.Type = Code.self
  ) throws(DatabaseError) -> Code? { try passesNull() ? nil : choice() }

  package func decimalOrNil<Unit>(
    as: FixedDecimal<Unit>.Type = FixedDecimal<Unit>.self
  ) throws(DatabaseError) -> FixedDecimal<Unit>? { try passesNull() ? nil : decimal() }

  package func wideOrNil<Unit>(
    as: WideDecimal<Unit>.Type = WideDecimal<Unit>.self
  ) throws(DatabaseError) -> WideDecimal<Unit>? { try passesNull() ? nil : wide() }
}

extension Row {
  private borrowing func next() -> Int {
    defer { columns.next += 1 }
    return columns.next
  }

  /// Whether the next column is NULL (or does not exist), which is then passed over.
  private borrowing func passesNull() -> Bool {
    guard isNull(columns.next) else { return false }
    skip()
    return true
  }

  private borrowing func isNull(_ column: Int) -> Bool {
    guard column >= 0, column < columns.count else { return true }
    return unsafe answer(column).is_null_value != 0
  }

  private borrowing func int(at column: Int) throws(DatabaseError) -> Int64 {
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
      if let value = Int64(try text(at: column)) { return value }
    case .time: break
    }
    throw wrong(column, "is not a 64-bit integer")
  }

  private borrowing func text(at column: Int) throws(DatabaseError) -> String {
    let text = try unsafe withBytes(column) { unsafe String(validating: $0, as: UTF8.self) }
    guard let text else { throw wrong(column, "is not UTF-8") }
    return text
  }

  /// How the library filled one column: its bytes, their true length, whether NULL or cut.
  private borrowing func answer(_ column: Int) -> MYSQL_BIND {
    unsafe statement.handle.pointee.bind[column]
  }

  private borrowing func shape(_ column: Int) -> ResultColumns.Shape? {
    column >= 0 && column < columns.count ? columns.shapes[column] : nil
  }

  private borrowing func wrong(_ column: Int, _ what: String) -> DatabaseError {
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
