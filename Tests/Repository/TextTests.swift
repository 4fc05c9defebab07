import Foundation
import Testing

/// Aim: every text file of the repository, of whatever kind, is finished and clean.
@Suite struct TextTests {
  /// Files of people's languages and of programs: all but what only a machine reads.
  static let texts = Checkout.paths.filter { path in
    ![".png", ".ico", ".der", ".gz"].contains { path.hasSuffix($0) }
  }

  @Test func everyFileIsUTF8() {
    let faults = Self.texts.filter { path in
      (try? String(contentsOfFile: "\(Checkout.root)/\(path)", encoding: .utf8)) == nil
    }
    expectNone(faults)
  }

  @Test func whitespace() {
    var faults: [String] = []
    for path in Self.texts {
      let text = Checkout.text(path)
      if text.contains("\r") { faults.append("\(path): carriage returns") }
      if !text.isEmpty, !text.hasSuffix("\n") || text.hasSuffix("\n\n") {
        faults.append("\(path): must end with one newline")
      }
      let mayHaveTabs = path == "Makefile" || path == "debian/rules" || path.hasSuffix(".mk")
      for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
        .enumerated()
      {
        if line.hasSuffix(" ") || line.hasSuffix("\t") {
          faults.append("\(path):\(index + 1): blanks at the end")
        } else if line.utf8.contains(9), !mayHaveTabs {
          faults.append("\(path):\(index + 1): a tab")
        }
      }
    }
    expectNone(faults)
  }

  @Test func nothingIsLeftForLater() {
    // Put together here, so that this file does not hold what it looks for.
    let words = ["TO" + "DO", "FIX" + "ME", "X" + "XX", "HA" + "CK"]
    expectNone(Self.places(of: Pattern(#"\b(?:"# + words.joined(separator: "|") + #")\b"#)))
  }

  @Test func nothingIsEmptyOrPlaceholder() {
    var faults: [String] = []
    for path in Self.texts {
      let text = Checkout.text(path).trimmingCharacters(in: .whitespacesAndNewlines)
      if text.isEmpty { faults.append("\(path): empty") }
      if path.lowercased().contains("place" + "holder") { faults.append(path) }
    }
    for file in Checkout.sources where !file.path.hasPrefix("Sources/C/") {
      let code = file.code.filter { !$0.isWhitespace }
      if code.isEmpty { faults.append("\(file.path): no code") }
    }
    expectNone(faults)
  }

  /// The text is about the product, not about how it came to be.
  @Test func noWordsOfTheWorkplace() {
    let words = [
      "hel" + "per", "hel" + "pers", "subag" + "ent", "Clau" + "de", "Anthr" + "opic", "L" + "LM",
      "(?<!user.)ag" + "ent(?!s of)", "chat" + "bot",
    ]
    expectNone(Self.places(of: Pattern(#"(?i)\b(?:"# + words.joined(separator: "|") + #")\b"#)))
    let folders = ["/wo" + "rk/", "/tmp/" + "wt", "/tmp/" + "house", "/ro" + "ot/"]
    expectNone(Self.places(of: Pattern(folders.joined(separator: "|"))))
  }

  @Test func documents() {
    var faults: [String] = []
    for path in Checkout.paths where path.hasSuffix(".md") {
      var isCode = false
      var titles = 0
      for line in Checkout.text(path).split(separator: "\n", omittingEmptySubsequences: false) {
        if line.hasPrefix("```") { isCode.toggle() }
        if !isCode, line.hasPrefix("# ") { titles += 1 }
      }
      if titles != 1 { faults.append("\(path): \(titles) titles of the first rank, not 1") }
      if isCode { faults.append("\(path): a block of code without an end") }
    }
    for path in ["README.md", "README.zh-CN.md", "LICENSE"] where !Checkout.paths.contains(path) {
      faults.append("\(path) is missing")
    }
    expectNone(faults)
  }

  /// Relative links of documents lead somewhere.
  @Test func links() {
    var faults: [String] = []
    let link = Pattern(#"\]\(([^)#\s]+)[^)]*\)"#)
    for path in Checkout.paths where path.hasSuffix(".md") {
      let folder = URL(fileURLWithPath: "\(Checkout.root)/\(path)").deletingLastPathComponent()
      for match in link.matches(in: Checkout.text(path)) where !match[1].contains("://") {
        let target = folder.appendingPathComponent(match[1]).path
        if !FileManager.default.fileExists(atPath: target) {
          faults.append("\(path):\(match.line): \(match[1])")
        }
      }
    }
    expectNone(faults)
  }

  private static func places(of pattern: Pattern) -> [String] {
    texts.flatMap { path in
      pattern.matches(in: Checkout.text(path)).map { "\(path):\($0.line): \($0[0])" }
    }
  }
}
