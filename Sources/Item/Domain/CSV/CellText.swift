/// What spreadsheets put around a cell's text, and what they would take for a formula.
package enum CellText {
  /// Whether a spreadsheet may run it. An apostrophe counts, so that one in front of it can be told
  /// from its own.
  package static func looksLikeFormula(_ text: String) -> Bool {
    guard let first = text.utf8.first else { return false }
    return starters.contains(first)
  }

  private static let starters = Array("=+-@'\t\r".utf8)

  /// The text that a cell means: `="…"` stands for its inside; one apostrophe in front goes before
  /// digits alone, and before what looks like a formula.
  package static func meant(by cell: String) -> String {
    if cell.utf8.count >= 3, cell.hasPrefix("=\""), cell.hasSuffix("\"") {
      return quoted(cell.dropFirst(2).dropLast())
    }
    guard cell.utf8.first == UInt8(ascii: "'") else { return cell }
    let rest = String(cell.dropFirst())
    let isNumber = !rest.isEmpty && rest.utf8.allSatisfy { (0x30...0x39).contains($0) }
    return isNumber || looksLikeFormula(rest) ? rest : cell
  }

  /// The inside of a formula's string, where two quotes stand for one.
  private static func quoted(_ text: Substring) -> String {
    var inside = String.UnicodeScalarView()
    var isSecond = false
    for scalar in text.unicodeScalars {
      isSecond = scalar == "\"" && !isSecond
      if !isSecond { inside.append(scalar) }
    }
    return String(inside)
  }

  /// Whether it is a number in scientific form: what a spreadsheet makes of a long barcode.
  package static func isScientific(_ text: some StringProtocol) -> Bool {
    var rest = Array(text.utf8)[...]
    func digits() -> Int {
      let count = rest.prefix { (0x30...0x39).contains($0) }.count
      rest = rest.dropFirst(count)
      return count
    }
    func skip(_ characters: String) -> Bool {
      guard let first = rest.first, characters.utf8.contains(first) else { return false }
      rest = rest.dropFirst()
      return true
    }
    _ = skip("+-")
    guard digits() > 0 else { return false }
    if skip(".,") { _ = digits() }
    guard skip("eE") else { return false }
    _ = skip("+-")
    return digits() > 0 && rest.isEmpty
  }
}
