/// Turns a text into a tape, without recursion: open containers are chained through `next`.
struct JSONParser {
  private(set) var cells: [JSONCell] = []
  private let limits: JSONLimits
  private var scanner = JSONScanner()
  /// The innermost open container, or `none`.
  private var open = JSONParser.none
  private var depth = 0

  private static let none = Int(UInt32.max)

  init(limits: JSONLimits, length: Int) {
    self.limits = limits
    // An order has a value or key in about 8 bytes; a hostile text grows the list as it must.
    cells.reserveCapacity(min(length, 1 << 20) / 8 + 4)
  }

  mutating func parse(_ text: Span<UInt8>) throws(JSONFault) {
    if text.count >= 3 && text[0] == 0xEF && text[1] == 0xBB && text[2] == 0xBF {
      throw JSONFault(kind: .byteOrderMark, offset: 0)
    }
    while true {
      let isOpened = try value(text)
      if isOpened { continue }
      guard try afterValue(text) else { break }
    }
    scanner.skipSpace(text)
    guard scanner.index == text.count else {
      throw JSONFault(kind: .trailingBytes, offset: scanner.index)
    }
  }

  /// Reads a scalar, or opens a container; true when its first value is to be read next.
  private mutating func value(_ text: Span<UInt8>) throws(JSONFault) -> Bool {
    scanner.skipSpace(text)
    let start = scanner.index
    switch try scanner.peek(text) {
    case UInt8(ascii: "\""):
      try string(text)
    case UInt8(ascii: "{"):
      try begin(.object)
      scanner.skipSpace(text)
      if try scanner.peek(text) == UInt8(ascii: "}") {
        try end(text)
        return false
      }
      try key(text)
      return true
    case UInt8(ascii: "["):
      try begin(.array)
      scanner.skipSpace(text)
      if try scanner.peek(text) == UInt8(ascii: "]") {
        try end(text)
        return false
      }
      return true
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      try scanner.number(text)
      scalar(.number, from: start)
    case UInt8(ascii: "t"):
      try scanner.literal("true", text)
      scalar(.bool, from: start)
    case UInt8(ascii: "f"):
      try scanner.literal("false", text)
      scalar(.bool, from: start)
    case UInt8(ascii: "n"):
      try scanner.literal("null", text)
      scalar(.null, from: start)
    default:
      throw JSONFault(kind: .unexpectedByte, offset: start)
    }
    return false
  }

  /// Closes what ends here; true when another value of the innermost container follows.
  private mutating func afterValue(_ text: Span<UInt8>) throws(JSONFault) -> Bool {
    while open != Self.none {
      cells[open].countOne()
      scanner.skipSpace(text)
      let isArray = cells[open].isArray
      let byte = try scanner.peek(text)
      if byte == UInt8(ascii: ",") {
        scanner.index += 1
        if !isArray {
          scanner.skipSpace(text)
          try key(text)
        }
        return true
      }
      guard byte == (isArray ? UInt8(ascii: "]") : UInt8(ascii: "}")) else {
        throw JSONFault(kind: .unexpectedByte, offset: scanner.index)
      }
      try end(text)
    }
    return false
  }

  private mutating func begin(_ kind: JSONKind) throws(JSONFault) {
    guard depth < limits.depth else {
      throw JSONFault(kind: .tooDeep, offset: scanner.index)
    }
    depth += 1
    let start = scanner.index
    scanner.index += 1
    cells.append(JSONCell(kind: kind, start: start, end: start, next: open))
    open = cells.count - 1
  }

  private mutating func end(_ text: Span<UInt8>) throws(JSONFault) {
    scanner.index += 1
    depth -= 1
    let closed = open
    let parent = Int(cells[closed].next)
    cells[closed].end = UInt32(truncatingIfNeeded: scanner.index)
    cells[closed].next = UInt32(truncatingIfNeeded: cells.count)
    open = parent
    if !cells[closed].isArray && cells[closed].count > 1 {
      try JSONKeyCheck.requireDistinct(in: closed, cells: cells, text: text)
    }
  }

  private mutating func key(_ text: Span<UInt8>) throws(JSONFault) {
    guard try scanner.peek(text) == UInt8(ascii: "\"") else {
      throw JSONFault(kind: .unexpectedByte, offset: scanner.index)
    }
    try string(text)
    scanner.skipSpace(text)
    guard try scanner.peek(text) == UInt8(ascii: ":") else {
      throw JSONFault(kind: .unexpectedByte, offset: scanner.index)
    }
    scanner.index += 1
  }

  private mutating func string(_ text: Span<UInt8>) throws(JSONFault) {
    let start = scanner.index + 1
    let hasEscapes = try scanner.string(text)
    cells.append(
      JSONCell(
        kind: .string, start: start, end: scanner.index - 1, next: cells.count + 1,
        hasEscapes: hasEscapes))
  }

  private mutating func scalar(_ kind: JSONKind, from start: Int) {
    cells.append(JSONCell(kind: kind, start: start, end: scanner.index, next: cells.count + 1))
  }
}
