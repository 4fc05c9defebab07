extension DatabaseError {
  /// From what the server or the client library said.
  init(code: UInt32, sqlState: String, statement: String, serverMessage: String) {
    self.init(
      kind: Self.kind(of: code, message: serverMessage), code: code, sqlState: sqlState,
      statement: statement, message: Self.withoutValues(serverMessage, code: code))
  }

  /// Whether the connection cannot be used after this error.
  var endsConnection: Bool {
    switch code {
    case 2000...2013, 2026, 2027, 2055, 1053, 1152...1161, 1184, 1927, 4031: true
    // A cluster's node without a majority, or not yet up to date.
    case 1047: true
    default: false
    }
  }

  /// At COMMIT: another node's transaction came first in the cluster's order. Known to be undone.
  var isConflict: Bool { code == 1213 }

  /// The statement's prepared form is no longer good, and a new one will be.
  var asksToPrepareAgain: Bool { code == 1615 || code == 1243 }

  private static func kind(of code: UInt32, message: String) -> Kind {
    switch code {
    case 1062, 1586, 1859: .duplicateKey(index: indexName(in: message))
    case 1213, 1205, 1020: .deadlock
    case 4025, 3819: .checkViolated
    case 1264, 1690, 1406, 1265, 1916: .outOfRange
    case 1969, 3024, 1317: .statementTimeout
    // Gone, going, full (1021, 1037, 1041, 1114), or too many at once (1040, 1203, 1226).
    case 2000...2013, 2026, 2027, 2055, 1053, 1152...1161, 1184, 1927, 4031: .unavailable
    case 1021, 1037, 1041, 1114, 1040, 1203, 1226, 1047, 1129: .unavailable
    default: .other
    }
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
