/// What mariadb-binlog prints, with rows left out: whether there is anything but rows.
struct BinaryLogScan {
  /// When something made, changed or dropped a table, in RFC 3339.
  private(set) var schemaChange: String?
  /// When rows were written as a statement.
  private(set) var statement: String?
  /// The time of the last event, in RFC 3339.
  private(set) var last: String?
  /// Where the last event ends in its file, and all that was committed up to there.
  private(set) var end: Int?
  private(set) var state = LogState()

  /// Between the first line of a list of transactions and its last.
  private var isInList = false
  private var line: [UInt8] = []

  mutating func take(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while let end = rest.firstIndex(of: 0x0A) {
      line += rest[..<end].prefix(200)
      look(String(decoding: line, as: UTF8.self))
      line.removeAll(keepingCapacity: true)
      rest = rest[(end + 1)...]
    }
    line += rest.prefix(200)
  }

  private mutating func look(_ text: String) {
    if text.hasPrefix("#") { return comment(text) }
    let words = text.uppercased().split(separator: " ", maxSplits: 2)
    guard let first = words.first else { return }
    let second = words.count > 1 ? words[1] : ""
    switch first {
    // Rights are given by the database's own name when an upgrade runs.
    case "CREATE", "ALTER", "DROP", "RENAME", "TRUNCATE", "GRANT", "REVOKE":
      if !["USER", "ROLE", "TEMPORARY"].contains(second), schemaChange == nil {
        schemaChange = last ?? "?"
      }
    case "INSERT", "UPDATE", "DELETE", "REPLACE", "LOAD":
      if statement == nil { statement = last ?? "?" }
    default: break
    }
  }

  /// `#261201  5:45:37 server id 1  end_log_pos 368 CRC32 0x8a474914 GTID 0-1-1 trans`
  private mutating func comment(_ text: String) {
    if isInList { return list(text.dropFirst()) }
    let words = text.dropFirst().split(separator: " ", maxSplits: 2)
    guard words.count == 3, words[2].hasPrefix("server id "), words[0].count == 6 else { return }
    // An hour below ten has a blank before it.
    let time = (words[1].count == 7 ? "0" : "") + words[1]
    last =
      "20\(words[0].prefix(2))-\(words[0].dropFirst(2).prefix(2))-\(words[0].suffix(2))T\(time)Z"
    if let place = text.firstRange(of: "end_log_pos ") {
      end = Int(text[place.upperBound...].prefix { $0.isNumber })
    }
    if let id = text.firstRange(of: "\tGTID ") {
      state.take(text[id.upperBound...].prefix { $0 != " " })
    } else if let ids = text.firstRange(of: "\tGtid list [") {
      list(text[ids.upperBound...])
    }
  }

  /// One line of `Gtid list [0-1-1761,` and `# 7-1-1765]`.
  private mutating func list(_ text: Substring) {
    state.take(text.filter { $0 != " " && $0 != "]" })
    isInList = !text.hasSuffix("]")
  }
}
