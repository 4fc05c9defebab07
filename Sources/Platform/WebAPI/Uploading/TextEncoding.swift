/// How the characters of an uploaded text are coded.
package enum TextEncoding: String, CaseIterable, Sendable {
  case utf8 = "utf-8"
  case utf16LittleEndian = "utf-16le"
  case utf16BigEndian = "utf-16be"
  case gb18030

  /// What a `charset` may say. GBK and GB2312 are parts of GB18030; UTF-16 without a byte order
  /// mark is taken as spreadsheets write it, the low byte first.
  package init?(charset: String, startingWith bytes: [UInt8]) {
    switch charset.lowercased() {
    case "utf-8", "utf8", "us-ascii": self = .utf8
    case "utf-16": self = bytes.starts(with: [0xFE, 0xFF]) ? .utf16BigEndian : .utf16LittleEndian
    case "utf-16le": self = .utf16LittleEndian
    case "utf-16be": self = .utf16BigEndian
    case "gb18030", "gbk", "gb2312", "cp936": self = .gb18030
    default: return nil
    }
  }

  /// The encoding whose byte order mark stands at the beginning; nil for none.
  package init?(markOf bytes: [UInt8]) {
    let marks: [(TextEncoding, [UInt8])] = [
      (.utf8, [0xEF, 0xBB, 0xBF]), (.utf16LittleEndian, [0xFF, 0xFE]),
      (.utf16BigEndian, [0xFE, 0xFF]),
    ]
    guard let found = marks.first(where: { bytes.starts(with: $0.1) }) else { return nil }
    self = found.0
  }

  /// The names that `init(charset:)` takes, for whoever named another.
  package static let charsets = ["utf-8", "gb18030", "gbk", "utf-16", "utf-16le", "utf-16be"]
}

/// Why an upload cannot be read as text (contract 2, section A, "CSV in").
package enum TextFault: Error, Equatable, Sendable {
  /// A spreadsheet's own file, .xls or .xlsx.
  case workbook
  /// Both UTF-8 and GB18030 read it, as different words.
  case ambiguous
  case unknownCharset(String)
  /// `byte` stands at `offset`, counted from 0, and is no part of a text in any of `tried`.
  case notText(offset: Int, byte: UInt8, tried: [TextEncoding])
}

/// What the bytes of a whole file say of its encoding, learnt piece by piece.
struct TextSurvey {
  /// The first bytes: byte order marks and the marks of workbooks.
  private(set) var head: [UInt8] = []
  /// Where the first byte stands that no UTF-8 text has there; nil for none so far.
  private(set) var notUTF8: Int?
  /// Whether there is anything beyond ASCII.
  private var isPlain = true
  /// Whether all beyond ASCII are sequences of two bytes, U+0080 … U+07FF. GB18030 reads each such
  /// pair (C2–DF, 80–BF) as one ideograph, so nothing in them tells the two apart.
  private var hasOnlyPairs = true
  private var position = 0
  /// Bytes that must follow in the sequence, where it began, and what the next one may be.
  private var left = 0
  private var start = 0
  private var next: ClosedRange<UInt8> = 0x80...0xBF

  mutating func add(_ piece: ArraySlice<UInt8>) {
    if head.count < 8 { head += piece.prefix(8 - head.count) }
    if notUTF8 != nil { return }
    for byte in piece {
      if byte < 0x80, left == 0 {
        position += 1
        continue
      }
      guard take(byte) else { return }
      position += 1
    }
  }

  /// The end of the file: a sequence that it cuts off is none.
  mutating func finish() {
    if left > 0, notUTF8 == nil { notUTF8 = start }
  }

  var isWorkbook: Bool {
    head.starts(with: [0x50, 0x4B, 0x03, 0x04])
      || head.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])
  }

  /// Whether UTF-8 and GB18030 both read it, and differ.
  var isAmbiguous: Bool { notUTF8 == nil && !isPlain && hasOnlyPairs }

  /// False when the byte cannot stand here.
  private mutating func take(_ byte: UInt8) -> Bool {
    if left > 0 {
      guard next.contains(byte) else {
        notUTF8 = start
        return false
      }
      left -= 1
      next = 0x80...0xBF
      return true
    }
    isPlain = false
    start = position
    switch byte {
    case 0xC2...0xDF: left = 1
    case 0xE0...0xEF:
      left = 2
      if byte == 0xE0 { next = 0xA0...0xBF }
      if byte == 0xED { next = 0x80...0x9F }
    case 0xF0...0xF4:
      left = 3
      if byte == 0xF0 { next = 0x90...0xBF }
      if byte == 0xF4 { next = 0x80...0x8F }
    default:
      notUTF8 = position
      return false
    }
    if left > 1 { hasOnlyPairs = false }
    return true
  }
}
