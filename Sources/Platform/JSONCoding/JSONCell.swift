/// One value, or one key, on the tape: 16 bytes, whatever it is.
struct JSONCell {
  /// First byte in the text; in strings the one after the quote.
  var start: UInt32
  /// One past the last byte; in strings the closing quote.
  var end: UInt32
  /// The cell after this value and all that is in it. In an open container: its parent.
  var next: UInt32
  /// 3 bits of kind, 1 bit for escapes in a string, 28 bits of element count.
  private var info: UInt32

  /// The largest number of elements, hence the longest text.
  static let maximumCount = 1 << 28 - 1

  init(kind: JSONKind, start: Int, end: Int, next: Int, hasEscapes: Bool = false) {
    self.start = UInt32(truncatingIfNeeded: start)
    self.end = UInt32(truncatingIfNeeded: end)
    self.next = UInt32(truncatingIfNeeded: next)
    info = UInt32(kind.rawValue) | (hasEscapes ? 8 : 0)
  }

  var kind: JSONKind { JSONKind(rawValue: UInt8(truncatingIfNeeded: info & 7)) ?? .null }
  var hasEscapes: Bool { info & 8 != 0 }
  var isArray: Bool { info & 7 == UInt32(JSONKind.array.rawValue) }
  /// Elements of an array, members of an object.
  var count: Int { Int(info >> 4) }

  mutating func countOne() { info &+= 16 }

  /// Without the quotes of a string.
  var range: Range<Int> { Int(start)..<Int(end) }
}
