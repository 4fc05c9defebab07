/// One file of `KEY=VALUE` lines, read whole: what it gives, and what is wrong with it.
///
/// Blank lines and lines that begin with `#` say nothing. A value may stand in single or double
/// quotes, which are taken off. Nothing else of a shell's is understood.
struct SettingsFile {
  /// What a file says of one key, and where.
  struct Line {
    let key: String
    let value: String
    /// `/etc/erp/erp.conf:10`
    let place: String
  }

  let path: String
  private(set) var lines: [Line] = []
  private(set) var faults: [ConfigurationFault.Item] = []

  init(path: String, text: String) {
    self.path = path
    // Also as Windows' editors leave it: with a mark before it, and two signs for a line's end.
    let plain = text.hasPrefix("\u{FEFF}") ? text.dropFirst() : Substring(text)
    let all = plain.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in all.enumerated() {
      take(line.trimmed, at: "\(path):\(index + 1)")
    }
  }

  private mutating func take(_ line: Substring, at place: String) {
    if line.isEmpty || line.hasPrefix("#") { return }
    guard let sign = line.firstIndex(of: "=") else {
      return note(
        place, String(line.prefix(40)), "not of the form KEY=VALUE", "不是 KEY=VALUE 的形式")
    }
    let key = String(line[..<sign].trimmed)
    guard Setting.all.contains(where: { $0.names.contains(key) }) else {
      return noteUnknown(key, at: place)
    }
    if let first = lines.first(where: { $0.key == key }) {
      return note(
        place, key, "given before, at \(first.place)", "已在 \(first.place) 给出")
    }
    let value = line[line.index(after: sign)...].trimmed
    guard let plain = Self.unquoted(value) else {
      return note(
        place, key, "a comment needs a line of its own; a value with # needs quotes",
        "注释要单独成行；值里有 # 时请加引号")
    }
    lines.append(Line(key: key, value: plain, place: place))
  }

  /// Without the quotes; nil when a comment seems to follow the value.
  private static func unquoted(_ text: Substring) -> String? {
    for quote in ["\"", "'"] where text.count >= 2 && text.hasPrefix(quote) && text.hasSuffix(quote)
    {
      return String(text.dropFirst().dropLast())
    }
    let isCommented = zip(text, text.dropFirst()).contains { $0.isWhitespace && $1 == "#" }
    return isCommented ? nil : String(text)
  }

  private mutating func noteUnknown(_ key: String, at place: String) {
    if key.hasPrefix("export ") {
      return note(place, key, "write KEY=VALUE without export", "请写成 KEY=VALUE，不要 export")
    }
    guard let meant = Self.nearest(to: key) else {
      return note(
        place, key, "no such setting; `erp settings` lists them", "没有这个设置；`erp settings` 列出全部")
    }
    note(
      place, key, "no such setting; did you mean \(meant)?", "没有这个设置；是否想写 \(meant)？")
  }

  private mutating func note(_ place: String, _ key: String, _ english: String, _ chinese: String) {
    faults.append(
      ConfigurationFault.Item(
        place: place, key: key, value: nil, english: english, chinese: chinese))
  }

  /// The setting whose name is written almost like this; nil when none is near.
  static func nearest(to key: String) -> String? {
    let wanted = Array(key.uppercased().utf8.prefix(64))
    let near = Setting.all.flatMap(\.names)
      .map { (name: $0, distance: distance(Array($0.utf8), wanted)) }
      .min { $0.distance < $1.distance }
    return near.flatMap { $0.distance <= 3 ? $0.name : nil }
  }

  /// How many letters were put in, left out or changed.
  private static func distance(_ one: [UInt8], _ other: [UInt8]) -> Int {
    var row = Array(0...other.count)
    for (index, letter) in one.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for (column, against) in other.enumerated() {
        let changed = diagonal + (letter == against ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(changed, diagonal + 1, row[column] + 1)
      }
    }
    return row[other.count]
  }
}

extension StringProtocol {
  /// Without blanks at either end.
  var trimmed: Substring {
    var rest = Substring(self)
    while let first = rest.first, first.isWhitespace { rest.removeFirst() }
    while let last = rest.last, last.isWhitespace { rest.removeLast() }
    return rest
  }
}
