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

  /// Whether the connection cannot be used after this error.
  var endsConnection: Bool { Self.endsConnection(code) }

  private static func endsConnection(_ code: UInt32) -> Bool {
    switch code {
    case 2000...2013, 2026, 2027, 2055, 1053, 1152...1161, 1184, 1927, 4031: true
    // A cluster's node without a majority, or not yet up to date.
    case 1047: true
    default: false
    }
  }

  /// At COMMIT: another node's transaction came first in the cluster's order. Known to be undone.
  var isConflict: Bool { code == 1213 }

  /// The server keeps no more prepared forms, of all connections together.
  var hasNoRoomForForms: Bool { code == 1461 }

  /// The statement's prepared form is no longer good, and a new one will be.
  var asksToPrepareAgain: Bool { code == 1615 || code == 1243 }

  private static func kind(of code: UInt32, message: String) -> Kind {
    switch code {
    case 1062, 1586, 1859: .duplicateKey(index: indexName(in: message))
    // Also: a table's definition changed, or a lock was taken away, under the transaction.
    case 1213, 1205, 1020, 1412, 1689: .deadlock
    case 4025, 3819: .checkViolated
    case 1264, 1690, 1406, 1265, 1916: .outOfRange
    case 1969, 3024, 1317: .statementTimeout
    // Gone or going.
    case 1129: .unavailable
    case _ where endsConnection(code): .unavailable
    // Too many at once: connections, a user's own, threads, transactions, prepared forms, locks.
    case 1040, 1203, 1226, 1135, 1637, 1461, 1206: .unavailable
    // No memory, for whatever it was.
    case 1037, 1038, 1041, 3015, 5: .unavailable
    // The disk is full or does not take or give what it should; 1 to 20 are the file layer's own.
    case 1004, 1021, 1023, 1024, 1026, 1028, 1114, 1197, 1598, 1705, 1810, 1811, 1878: .unavailable
    case 1, 2, 3, 14, 20: .unavailable
    case 1030 where isShortage(message): .unavailable
    // Takes no writes for now: --read-only, a backup's lock, InnoDB started to be rescued.
    case 1223, 1290, 1792, 1836, 1874: .unavailable
    default: .other
    }
  }

  /// "Got error 28 …": of the engine's errors those of the system that pass: no memory (12), no
  /// descriptors (23, 24), no space (28, 122), a volume that takes no writes (30), and a table or
  /// log that is full (135, 136, 139 is a row too long, and no such thing).
  private static func isShortage(_ message: String) -> Bool {
    let number = message.drop { !$0.isASCII || !$0.isNumber }.prefix { $0.isNumber }
    return Int(number).map { [12, 23, 24, 28, 30, 122, 135, 136].contains($0) } ?? false
  }

  /// "Duplicate entry '…' for key 'uk_code'" names the index; some servers put the table before
  /// it. The entry may contain anything, so the search starts at the end.
  private static func indexName(in message: String) -> String {
    guard message.hasSuffix("'") else { return "" }
    let quoted = message.dropLast()
    guard let open = quoted.lastIndex(of: "'") else { return "" }
    let name = quoted[quoted.index(after: open)...]
    guard let dot = name.lastIndex(of: ".") else { return String(name) }
    return String(name[name.index(after: dot)...])
  }

  /// The message without what it quotes, except where that is known to be a name.
  private static func withoutValues(_ message: String, code: UInt32) -> String {
    switch code {
    // No such column, table or right; too long, too big, NULL; syntax; the client library's own.
    case 1044, 1045, 1048, 1049, 1050, 1051, 1054, 1060, 1061, 1064, 1091, 1142, 1143, 1146, 1264,
      1265, 1364, 1406, 1451, 1452, 2000...2099, 4025:
      return message
    default:
      guard let open = message.firstIndex(of: "'"), let close = message.lastIndex(of: "'"),
        open < close
      else { return message }
      return message[...open] + "…" + message[close...]
    }
  }
}

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

extension DatabaseError {
  /// From what the server or the client library said.
  init(code: UInt32, sqlState: String, statement: String, serverMessage: String) {
    self.init(
      kind: Self.kind(of: code, message: serverMessage), code: code, sqlState: sqlState,
      statement: statement, message: Self.withoutValues(serverMessage, code: code))
  }
}
