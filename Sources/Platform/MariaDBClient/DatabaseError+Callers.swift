/// Errors that callers of this module make, because only they can see them.
extension DatabaseError {
  /// The work is known to be undone and may be done again, as after a deadlock.
  package static func undone(statement: String) -> DatabaseError {
    DatabaseError(
      kind: .deadlock, code: 1213, sqlState: "40001", statement: statement,
      message: "the transaction is known to be undone")
  }

  /// A column holds what no version of this program wrote there.
  package static func unreadable(_ statement: String, _ message: String) -> DatabaseError {
    .misuse(statement, message)
  }

  /// Error 1205: another transaction kept the row for longer than the lock wait.
  package var isLockWaitTimeout: Bool { code == 1205 }

  /// Whether the database was away: nobody's fault who asked it something.
  package var isAway: Bool { kind == .unavailable || kind == .commitUnknown }

  /// Whether the same may work a little later: the store was away, busy or too slow, or nobody
  /// knows what became of a commit.
  package var mayPass: Bool {
    switch kind {
    case .unavailable, .deadlock, .commitUnknown, .statementTimeout: true
    default: false
    }
  }
}
