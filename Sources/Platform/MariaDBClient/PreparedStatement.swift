import CMariaDB

/// A statement that the server has parsed, and where its rows arrive. Belongs to one connection.
@safe
final class PreparedStatement {
  let sql: SQL
  let handle: UnsafeMutablePointer<MYSQL_STMT>
  let parameterCount: Int
  let columns: ResultColumns?
  /// When it was last used, on the connection's own count.
  var lastUse = 0

  /// Asks the server to prepare; one round trip.
  init(_ sql: SQL, on connection: UnsafeMutablePointer<MYSQL>) throws(DatabaseError) {
    guard let handle = unsafe mysql_stmt_init(connection) else {
      throw unsafe .last(on: connection, during: sql.name)
    }
    guard unsafe mysql_stmt_prepare(handle, sql.text, UInt(sql.text.utf8.count)) == 0 else {
      let error = unsafe DatabaseError.last(on: handle, during: sql.name)
      unsafe mysql_stmt_close(handle)
      throw error
    }
    self.sql = sql
    unsafe self.handle = unsafe handle
    parameterCount = Int(unsafe mysql_stmt_param_count(handle))
    columns = unsafe Self.bindColumns(of: handle)
  }

  /// Tells the server, if the connection still is, and frees the memory.
  deinit {
    unsafe mysql_stmt_close(handle)
  }

  private static func bindColumns(of handle: UnsafeMutablePointer<MYSQL_STMT>) -> ResultColumns? {
    guard let metadata = unsafe mysql_stmt_result_metadata(handle) else { return nil }
    defer { unsafe mysql_free_result(metadata) }
    let fields = unsafe UnsafeBufferPointer(
      start: mysql_fetch_fields(metadata), count: Int(mysql_num_fields(metadata)))
    let columns = unsafe ResultColumns(fields)
    unsafe mysql_stmt_bind_result(handle, columns.binds)
    return columns
  }
}

extension DatabaseError {
  /// What the client library last said about a connection.
  static func last(
    on connection: UnsafeMutablePointer<MYSQL>, during statement: String
  ) -> DatabaseError {
    unsafe DatabaseError(
      code: mysql_errno(connection), sqlState: String(cString: mysql_sqlstate(connection)),
      statement: statement, serverMessage: String(cString: mysql_error(connection)))
  }

  /// What the client library last said about a prepared statement.
  static func last(
    on handle: UnsafeMutablePointer<MYSQL_STMT>, during statement: String
  ) -> DatabaseError {
    unsafe DatabaseError(
      code: mysql_stmt_errno(handle), sqlState: String(cString: mysql_stmt_sqlstate(handle)),
      statement: statement, serverMessage: String(cString: mysql_stmt_error(handle)))
  }
}
