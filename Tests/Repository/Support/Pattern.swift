import Foundation

/// A regular expression over the lines of a text.
struct Pattern: @unchecked Sendable {
  private let expression: NSRegularExpression?

  /// `^` and `$` match at each line.
  init(_ pattern: String) {
    expression = try? NSRegularExpression(pattern: pattern, options: [.anchorsMatchLines])
    precondition(expression != nil, "not a regular expression: \(pattern)")
  }

  /// Any of these, each a word of its own (or several, with one blank between).
  init(anyOf words: [String]) {
    self.init(#"\b(?:"# + words.joined(separator: "|") + #")\b"#)
  }

  /// One occurrence: the groups' texts (group 0 is the whole; "" for one that took no part).
  struct Match {
    let groups: [String]
    /// From 1.
    let line: Int
    /// UTF-16 offset of the whole in the text.
    let offset: Int

    subscript(_ group: Int) -> String { groups[group] }
  }

  func matches(in text: String) -> [Match] {
    let units = text as NSString
    var line = 1
    var counted = 0
    let whole = NSRange(location: 0, length: units.length)
    return (expression?.matches(in: text, range: whole) ?? []).map { found in
      let between = units.substring(
        with: NSRange(location: counted, length: found.range.location - counted))
      line += between.utf8.count { $0 == 10 }
      counted = found.range.location
      let groups = (0..<found.numberOfRanges).map { group in
        let range = found.range(at: group)
        return range.location == NSNotFound ? "" : units.substring(with: range)
      }
      return Match(groups: groups, line: line, offset: found.range.location)
    }
  }

  func isFound(in text: String) -> Bool { !matches(in: text).isEmpty }
}
