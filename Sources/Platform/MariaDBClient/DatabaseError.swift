/// What the database, or the way to it, refused.
///
/// Names the statement and never its values: the server's message is cut where it quotes one, so
/// that an error may be logged as it is.
package struct DatabaseError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What a caller can do about it.
  package enum Kind: Sendable, Equatable {
    /// A UNIQUE index, named, already holds this key ("PRIMARY" for the primary key).
    case duplicateKey(index: String)
    /// Deadlock, lock wait time-out or a row changed under a snapshot: the whole transaction is
    /// rolled back and may be tried again.
    case deadlock
    /// A CHECK constraint said no.
    case checkViolated
    /// A value does not fit its column, or arithmetic left its range.
    case outOfRange
    /// The server cannot be reached, went away, or has no room. Nothing was committed.
    case unavailable
    /// The connection was lost while a commit was under way: it may have happened or not. Look
    /// the work up by its key.
    case commitUnknown
    /// The server ended the statement because it took too long.
    case statementTimeout
    /// The code asked for something that cannot be, such as a number from a text column.
    case misuse
    case other
  }

  package let kind: Kind
  /// MariaDB's error number (1000…, 2000… from the client library), 0 for `misuse`.
  package let code: UInt32
  package let sqlState: String
  /// Name of the statement, such as "order.insert" or "COMMIT".
  package let statement: String
  package let message: String

  package var description: String { "\(statement): \(message) (\(code), \(sqlState))" }

  static func misuse(_ statement: String, _ message: String) -> DatabaseError {
    DatabaseError(kind: .misuse, code: 0, sqlState: "HY000", statement: statement, message: message)
  }

  func with(kind: Kind) -> DatabaseError {
    DatabaseError(
      kind: kind, code: code, sqlState: sqlState, statement: statement, message: message)
  }
}
