import CMariaDB
import Telemetry
import Threads

/// One connection to MariaDB, with its prepared statements.
///
/// Owned and used by one thread. It connects at first use, to a cluster's first node that is ready;
/// between transactions it goes over to another with all of its process (`NodeChoice`). When the
/// connection is lost, the call that noticed throws; the next one outside a transaction connects
/// anew. A transaction does not survive: until `rollback()` every call in it throws what ended it.
@safe
package final class DatabaseConnection {
  package let options: DatabaseOptions
  /// Questions asked of the server so far, connecting apart. Tests hold requests to a number.
  package internal(set) var roundTrips = 0
  /// The request that its questions are asked for, in the log.
  package var requestID: String?
  /// Whether `begin()` was called without `commit()` or `rollback()` since.
  package internal(set) var inTransaction = false

  var handle: UnsafeMutablePointer<MYSQL>?
  /// The place in `options.endpoints` that the handle leads to.
  var node = 0
  /// What ended the open transaction before its owner did.
  var transactionFault: DatabaseError?
  private var statements: [PreparedStatement?] = []
  private var statementCount = 0
  private var useCount = 0
  private var isFetching = false
  private let parameters = ParameterArena()

  package init(settings options: DatabaseOptions) {
    self.options = options
  }

  deinit { close() }

  /// What a statement that returns no rows did.
  package struct Outcome: Sendable, Equatable {
    /// Rows changed; a row found that already was so does not count.
    package let affectedRows: Int
    package let lastInsertID: Int64
  }

  /// Runs a statement whose rows, if any, are of no interest.
  ///
  /// Outside a transaction a connection lost on the way throws `commitUnknown`.
  @discardableResult
  package func execute(
    _ sql: SQL, _ values: [SQLValue] = []
  ) throws(DatabaseError) -> Outcome {
    let statement: PreparedStatement
    do { statement = try run(sql, values) } catch {
      let mayHaveHappened = error.kind == .unavailable && error.endsConnection && !inTransaction
      throw mayHaveHappened && error.code == 2013 ? error.with(kind: .commitUnknown) : error
    }
    if statement.columns != nil { try discardRows(of: statement) }
    return unsafe Outcome(
      affectedRows: Int(clamping: mysql_stmt_affected_rows(statement.handle)),
      lastInsertID: Int64(clamping: mysql_stmt_insert_id(statement.handle)))
  }

  /// All rows, each made into a value.
  package func query<T>(
    _ sql: SQL, _ values: [SQLValue] = [],
    _ make: (borrowing Row) throws(DatabaseError) -> T
  ) throws(DatabaseError) -> [T] {
    var rows: [T] = []
    try fetch(sql, values) { row throws(DatabaseError) in
      rows.append(try make(row))
      return true
    }
    return rows
  }

  /// The first row, or nil when there is none.
  package func first<T>(
    _ sql: SQL, _ values: [SQLValue] = [],
    _ make: (borrowing Row) throws(DatabaseError) -> T
  ) throws(DatabaseError) -> T? {
    var first: T?
    try fetch(sql, values) { row throws(DatabaseError) in
      first = try make(row)
      return false
    }
    return first
  }

  /// Hands over rows as they arrive, for results too large to hold; stops when `body` says false.
  ///
  /// `body` must not use this connection.
  package func fetch(
    _ sql: SQL, _ values: [SQLValue] = [],
    _ body: (borrowing Row) throws(DatabaseError) -> Bool
  ) throws(DatabaseError) {
    let statement = try run(sql, values)
    guard let columns = statement.columns else {
      throw .misuse(sql.name, "returns no rows")
    }
    let row = Row(of: statement, columns: columns)
    isFetching = true
    defer { isFetching = false }
    while true {
      switch unsafe mysql_stmt_fetch(statement.handle) {
      // "Truncated" speaks of columns longer than their memory; Row fetches those again.
      case 0, MYSQL_DATA_TRUNCATED:
        columns.next = 0
        do {
          if try body(row) { continue }
        } catch {
          try discardRows(of: statement)
          throw error
        }
        return try discardRows(of: statement)
      case MYSQL_NO_DATA: return
      default: throw fetchFault(of: statement)
      }
    }
  }

  /// Reads the rest of a result. Rows are locked while they are read, so that a deadlock may yet
  /// come to light here.
  private func discardRows(of statement: PreparedStatement) throws(DatabaseError) {
    unsafe mysql_stmt_free_result(statement.handle)
    if let handle = unsafe handle, unsafe mysql_errno(handle) != 0 {
      throw fetchFault(of: statement)
    }
  }

  /// While rows are read the library notes faults on the connection, and not on the statement.
  private func fetchFault(of statement: PreparedStatement) -> DatabaseError {
    if let handle = unsafe handle, unsafe mysql_errno(handle) != 0 {
      return noted(unsafe .last(on: handle, during: statement.sql.name))
    }
    return noted(unsafe .last(on: statement.handle, during: statement.sql.name))
  }
}

// MARK: - Prepared statements

extension DatabaseConnection {
  /// Binds and executes; prepares first where needed, and once more if the server asks for it.
  private func run(
    _ sql: SQL, _ values: [SQLValue]
  ) throws(DatabaseError) -> PreparedStatement {
    if isFetching { throw .misuse(sql.name, "used while another result is being read") }
    let handle = try unsafe connected(for: sql.name)
    let values = sql.filling?.filled(values) ?? values
    do {
      return try unsafe attempt(sql, values, handle)
    } catch  where error.asksToPrepareAgain {
      forget(sql)
      do { return try unsafe attempt(sql, values, handle) } catch { throw noted(error) }
    } catch  where error.hasNoRoomForForms && statementCount > 0 {
      // Half of what it keeps: other connections need some too, and what is in use comes again.
      for _ in 0..<(statementCount + 1) / 2 { forgetLeastRecentlyUsed() }
      do { return try unsafe attempt(sql, values, handle) } catch { throw noted(error) }
    } catch {
      throw noted(error)
    }
  }

  private func attempt(
    _ sql: SQL, _ values: [SQLValue], _ handle: UnsafeMutablePointer<MYSQL>
  ) throws(DatabaseError) -> PreparedStatement {
    let statement = try unsafe prepared(sql, handle)
    guard values.count == statement.parameterCount else {
      throw .misuse(sql.name, "\(values.count) values for \(statement.parameterCount) places")
    }
    guard parameters.fill(values) else { throw .misuse(sql.name, "a decimal is not a number") }
    if unsafe mysql_stmt_bind_param(statement.handle, parameters.binds) != 0 {
      throw unsafe .last(on: statement.handle, during: sql.name)
    }
    roundTrips += 1
    let start = Log.isEnabled(.debug) ? MonotonicClock.now() : nil
    defer { log(sql, since: start) }
    guard unsafe mysql_stmt_execute(statement.handle) == 0 else {
      let error = unsafe DatabaseError.last(on: statement.handle, during: sql.name)
      // Done, but a table that was altered answered in another shape than expected.
      if error.code == 2057 { forget(sql) }
      throw error
    }
    return statement
  }

  /// A line for each question at `debug`, and nothing at all above.
  private func log(_ sql: SQL, since start: Int64?) {
    guard let start else { return }
    let microseconds = MonotonicClock.now().subtracting(capped: start).quotient(by: 1000)
    Log.debug(
      "sql", requestID: requestID,
      [("sql", .string(sql.name)), ("microseconds", .integer(microseconds))])
  }

  private func prepared(
    _ sql: SQL, _ handle: UnsafeMutablePointer<MYSQL>
  ) throws(DatabaseError) -> PreparedStatement {
    useCount += 1
    if sql.id < statements.count, let statement = statements[sql.id] {
      statement.lastUse = useCount
      return statement
    }
    if statementCount >= options.preparedStatements { forgetLeastRecentlyUsed() }
    roundTrips += 1
    let statement = try unsafe PreparedStatement(sql, on: handle)
    statement.lastUse = useCount
    while statements.count <= sql.id { statements.append(nil) }
    statements[sql.id] = statement
    statementCount += 1
    return statement
  }

  private func forgetLeastRecentlyUsed() {
    let oldest = statements.compactMap { $0 }.min { $0.lastUse < $1.lastUse }
    if let oldest { forget(oldest.sql) }
  }

  private func forget(_ sql: SQL) {
    guard sql.id < statements.count, statements[sql.id] != nil else { return }
    statements[sql.id] = nil
    statementCount -= 1
  }

  /// Part of dropping a connection, which has already told the server.
  func forgetAllStatements() {
    statements.removeAll(keepingCapacity: true)
    statementCount = 0
  }
}
