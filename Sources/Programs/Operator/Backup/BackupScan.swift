/// What the text of a dump says of itself, read once from beginning to end.
///
/// It must be a dump of one database as `erp backup` makes it: any other line is refused, since the
/// text is going to be run.
struct BackupScan {
  /// Where in the binary log the dump's moment is.
  struct LogPosition: Equatable {
    let file: String
    let position: Int
  }

  private(set) var version: String?
  /// When it was begun, in RFC 3339.
  private(set) var moment: String?
  private(set) var logPosition: LogPosition?
  /// What the log held up to there.
  private(set) var logState = LogState()
  /// Names of the migration files whose effect is in it.
  private(set) var migrations: Set<String> = []
  /// Each table with the line that it begins at, in this order.
  private(set) var tables: [(name: String, line: Int)] = []
  /// The first line that no backup has.
  private(set) var strangeLine: Int?
  private(set) var isComplete = false
  private(set) var lines = 0

  private var line: [UInt8] = []
  private var isEmptySoFar = true
  /// So much of a line is looked at; rows are long.
  private static let prefixBytes = 4096
  private static let ledger = "schema_migration"

  static let versionMark = "-- erp version: "
  static let momentMark = "-- moment: "
  private static let stateMark = "-- SET GLOBAL gtid_slave_pos='"

  var isOfERP: Bool { tables.contains { $0.name == Self.ledger } }

  /// The table that a line of the text belongs to.
  func table(at line: Int) -> String? { tables.last { $0.line <= line }?.name }

  mutating func take(_ bytes: some Collection<UInt8>) {
    var rest = bytes[...]
    while let end = rest.firstIndex(of: 0x0A) {
      append(rest[..<end])
      endLine()
      rest = rest[rest.index(after: end)...]
    }
    append(rest)
  }

  private mutating func append(_ part: some Collection<UInt8>) {
    // The ledger's rows are wanted whole, in whatever way they are broken into lines.
    let room = tables.last?.name == Self.ledger ? Int.max : Self.prefixBytes - line.count
    if room > 0 { line += part.prefix(room) }
  }

  private mutating func endLine() {
    lines += 1
    let text = String(decoding: line, as: UTF8.self)
    line.removeAll(keepingCapacity: true)
    if text.hasPrefix("--") { return comment(text) }
    if !isKnown(text), strangeLine == nil { strangeLine = lines }
    if !text.isEmpty { isComplete = false }
  }

  private mutating func comment(_ text: String) {
    if text.hasPrefix(Self.versionMark) {
      version = String(text.dropFirst(Self.versionMark.count))
    } else if text.hasPrefix(Self.momentMark) {
      moment = String(text.dropFirst(Self.momentMark.count))
    } else if text.hasPrefix("-- CHANGE MASTER TO MASTER_LOG_FILE=") {
      logPosition = Self.position(text)
    } else if text.hasPrefix(Self.stateMark) {
      logState = LogState(text.dropFirst(Self.stateMark.count).prefix { $0 != "'" })
    } else if text.hasPrefix("-- Dump completed") {
      isComplete = true
    }
  }

  /// `-- CHANGE MASTER TO MASTER_LOG_FILE='mariadb-bin.000001', MASTER_LOG_POS=1767;`
  private static func position(_ text: String) -> LogPosition? {
    let quoted = text.split(separator: "'", omittingEmptySubsequences: false)
    guard quoted.count == 3, let digits = quoted[2].split(separator: "=").last,
      let position = Int(digits.prefix { $0.isNumber }), !quoted[1].contains("/")
    else { return nil }
    return LogPosition(file: String(quoted[1]), position: position)
  }

  private mutating func isKnown(_ text: String) -> Bool {
    if text.isEmpty || text.hasPrefix("  ") || text.hasPrefix(")") { return true }
    if text.hasPrefix("(") {
      noteMigrations(text)
      return true
    }
    if text == "UNLOCK TABLES;" { return true }
    if text.hasPrefix("/*M!") || text.hasPrefix("/*!") {
      let body = text.dropFirst(3).drop { $0 == "!" || $0.isNumber }
      return body.hasPrefix(" SET ") || body.hasPrefix(" ALTER TABLE `") || body.hasPrefix(#"\- "#)
    }
    for start in ["CREATE TABLE `", "INSERT INTO `", "DROP TABLE IF EXISTS `", "LOCK TABLES `"]
    where text.hasPrefix(start) {
      let parts = text.dropFirst(start.count).split(
        separator: "`", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[1].hasPrefix(".") else { return false }
      if start.hasPrefix("DROP") { tables.append((String(parts[0]), lines)) }
      if start.hasPrefix("INSERT") { noteMigrations(text) }
      return true
    }
    return false
  }

  private mutating func noteMigrations(_ text: String) {
    guard tables.last?.name == Self.ledger else { return }
    for part in text.split(separator: "'") where part.hasSuffix(".sql") {
      migrations.insert(String(part))
    }
  }
}
