import CMariaDB

extension DatabaseConnection {
  /// Opens a transaction; `misuse` when one is open.
  package func begin() throws(DatabaseError) {
    if inTransaction { throw .misuse("BEGIN", "a transaction is already open") }
    try ask("START TRANSACTION", as: "BEGIN")
    inTransaction = true
  }

  /// Makes the transaction's work permanent.
  ///
  /// Throws `commitUnknown` when the connection is lost on the way, and for whatever else leaves it
  /// open, such as a cluster that loses its majority just then. `deadlock`, with which a cluster
  /// also refuses what another node was faster to change, and `unavailable` mean that nothing was
  /// committed. The transaction is over in every case.
  package func commit() throws(DatabaseError) {
    guard inTransaction else { throw .misuse("COMMIT", "no transaction is open") }
    if let fault = transactionFault {
      rollback()
      throw fault
    }
    if let handle = unsafe handle, unsafe Self.peerHasClosed(handle) {
      close()
      throw DatabaseError(
        code: 2006, sqlState: "HY000", statement: "COMMIT",
        serverMessage: "the server went away before the commit was sent")
    }
    do {
      try ask("COMMIT", as: "COMMIT")
      inTransaction = false
    } catch {
      rollback()
      throw error.isConflict ? error : error.with(kind: .commitUnknown)
    }
  }

  /// Undoes the transaction, if one is open. Never fails: when the server cannot be told, the
  /// connection is dropped, and the server undoes the work by itself.
  package func rollback() {
    guard inTransaction else { return }
    transactionFault = nil
    do {
      if unsafe handle != nil { try ask("ROLLBACK", as: "ROLLBACK") }
      inTransaction = false
    } catch {
      close()
    }
    transactionFault = nil
  }

  /// Marks the place that `rollbackToSavepoint()` returns to. There is one at a time.
  package func savepoint() throws(DatabaseError) {
    guard inTransaction else { throw .misuse("SAVEPOINT", "no transaction is open") }
    try ask("SAVEPOINT work", as: "SAVEPOINT")
  }

  /// Undoes what happened since `savepoint()`, and keeps the transaction open.
  package func rollbackToSavepoint() throws(DatabaseError) {
    guard inTransaction else { throw .misuse("ROLLBACK TO", "no transaction is open") }
    try ask("ROLLBACK TO SAVEPOINT work", as: "ROLLBACK TO")
  }

  /// Sends a text as it is: for migrations, grants and tests. Never put values into it.
  /// - Returns: the rows, if any, as the server's text
  @discardableResult
  package func administer(_ text: String) throws(DatabaseError) -> [[String?]] {
    let handle = try unsafe connected(for: "text")
    try ask(text, as: "text")
    guard let result = unsafe mysql_store_result(handle) else { return [] }
    defer { unsafe mysql_free_result(result) }
    let width = Int(unsafe mysql_num_fields(result))
    var rows: [[String?]] = []
    while let row = unsafe mysql_fetch_row(result) {
      rows.append((0..<width).map { unsafe row[$0].map { unsafe String(cString: $0) } })
    }
    return rows
  }

  /// One constant text, one round trip.
  private func ask(_ text: String, as name: String) throws(DatabaseError) {
    let handle = try unsafe connected(for: name)
    roundTrips += 1
    guard unsafe mysql_real_query(handle, text, UInt(text.utf8.count)) == 0 else {
      throw noted(unsafe .last(on: handle, during: name))
    }
  }
}
