/// A man page as it is written.
struct Roff {
  private(set) var text: String

  /// - Parameters:
  ///   - section: 1 commands, 5 files, 8 for root
  ///   - name: of the page
  init(_ name: String, section: Int, version: String, _ english: String, _ chinese: String) {
    // Left ragged and never hyphenated: names of options must stay whole.
    text = """
      '\\" t
      .TH "\(name.uppercased())" "\(section)" "" "erp \(version)" "ERP"
      .nh
      .ad l
      .SH NAME 名称
      \(Self.escaped(name)) \\- \(Self.escaped(english)) \(Self.escaped(chinese))

      """
  }

  mutating func section(_ title: String) { text += ".SH \(Self.escaped(title))\n" }

  mutating func subsection(_ title: String) { text += ".SS \(Self.escaped(title))\n" }

  /// Lines as they are meant to stand; an indented one is an example.
  mutating func paragraphs(_ words: String) {
    var isExample = false
    for line in words.split(separator: "\n", omittingEmptySubsequences: false) {
      let isIndented = line.hasPrefix("  ")
      if isIndented != isExample { text += isIndented ? ".PP\n.nf\n" : ".fi\n.PP\n" }
      if !isIndented { text += ".br\n" }
      text += Self.escaped(String(line)) + "\n"
      isExample = isIndented
    }
    text += isExample ? ".fi\n" : ""
  }

  /// A term and what it means.
  mutating func item(_ term: String, _ meanings: String...) {
    let lines = meanings.map(Self.escaped).joined(separator: "\n.br\n")
    text += ".TP\n.B \(Self.escaped(term))\n\(lines)\n"
  }

  private static let breakable = "\\:"
  /// What no line begins with.
  private static let closing: Set<Unicode.Scalar> = ["，", "。", "；", "：", "、", "）", "？", "！", "”"]

  /// The text without roff's own signs. A line may end after any character of a script that has no
  /// spaces, but not before its punctuation.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": escaped += "\\e"
      case "-": escaped += "\\-"
      case "'": escaped += "\\(aq"
      case "`": escaped += "\\(ga"
      case "^": escaped += "\\(ha"
      case "~": escaped += "\\(ti"
      case "\"": escaped += "\\(dq"
      default:
        if closing.contains(scalar), escaped.hasSuffix(breakable) {
          escaped.removeLast(breakable.count)
        }
        escaped.unicodeScalars.append(scalar)
        if TextTable.isWide(scalar) { escaped += breakable }
      }
    }
    // A line must not begin with what would be a request.
    return escaped.hasPrefix(".") ? "\\&" + escaped : escaped
  }
}
