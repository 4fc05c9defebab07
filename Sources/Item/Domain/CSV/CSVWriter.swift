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
