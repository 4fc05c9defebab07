/// Writes CSV records (RFC 4180) into memory that the caller sends away now and then.
package struct CSVWriter {
  package private(set) var bytes: [UInt8] = []
  private var isAtStart = true

  package init() {}

  /// A field of words: a spreadsheet would run what begins like a formula, so an apostrophe stands
  /// in front of it (`CellText` takes it off).
  package mutating func words(_ text: String) {
    field(CellText.looksLikeFormula(text) ? "'" + text : text)
  }

  /// One field as it is; quoted where it needs to be.
  package mutating func field(_ text: String) {
    if !isAtStart { bytes.append(UInt8(ascii: ",")) }
    isAtStart = false
    let needsQuotes = text.utf8.contains {
      $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 < 0x20
    }
    guard needsQuotes || text.utf8.first == 0x20 || text.utf8.last == 0x20 else {
      bytes.append(contentsOf: text.utf8)
      return
    }
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  package mutating func endRecord() {
    bytes.append(UInt8(ascii: "\r"))
    bytes.append(UInt8(ascii: "\n"))
    isAtStart = true
  }

  /// What was written so far; the writer is empty then.
  package mutating func flush() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }
}

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
