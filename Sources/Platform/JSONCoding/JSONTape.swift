/// A parsed text and the flat list of its values, shared by all nodes of a document.
final class JSONTape: Sendable {
  let bytes: [UInt8]
  /// In document order; a member is its key's cell, then its value's.
  let cells: [JSONCell]

  init(bytes: [UInt8], cells: [JSONCell]) {
    self.bytes = bytes
    self.cells = cells
  }
}

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

/// Refuses an object in which a key appears twice.
enum JSONKeyCheck {
  /// Up to here comparing each with each is faster than a table.
  private static let smallCount = 12

  /// Throws `duplicateKey` at the second of two equal keys. Linear in the object's length.
  static func requireDistinct(
    in object: Int, cells: [JSONCell], text: Span<UInt8>
  ) throws(JSONFault) {
    let twin: Int?
    if cells[object].count <= smallCount {
      twin = firstTwinBySight(in: object, cells: cells, text: text)
    } else {
      twin = firstTwinByTable(in: object, cells: cells, text: text)
    }
    if let twin {
      throw JSONFault(kind: .duplicateKey, offset: Int(cells[twin].start) - 1)
    }
  }

  private static func firstTwinBySight(
    in object: Int, cells: [JSONCell], text: Span<UInt8>
  ) -> Int? {
    let end = Int(cells[object].next)
    var later = Int(cells[object + 2].next)
    while later < end {
      var earlier = object + 1
      while earlier < later {
        if areEqual(cells[earlier], cells[later], text) { return later }
        earlier = Int(cells[earlier + 1].next)
      }
      later = Int(cells[later + 1].next)
    }
    return nil
  }

  /// A hash table with open addressing; the standard library's hash is seeded per process, so
  /// that a client cannot choose keys that collide.
  private static func firstTwinByTable(
    in object: Int, cells: [JSONCell], text: Span<UInt8>
  ) -> Int? {
    var size = 32
    while size < cells[object].count * 2 { size *= 2 }
    var table = [UInt32](repeating: 0, count: size)
    let end = Int(cells[object].next)
    var key = object + 1
    while key < end {
      var slot = hash(cells[key], text) & (size - 1)
      while table[slot] != 0 {
        if areEqual(cells[Int(table[slot])], cells[key], text) { return key }
        slot = (slot + 1) & (size - 1)
      }
      table[slot] = UInt32(truncatingIfNeeded: key)
      key = Int(cells[key + 1].next)
    }
    return nil
  }

  private static func hash(_ cell: JSONCell, _ text: Span<UInt8>) -> Int {
    var hasher = Hasher()
    if cell.hasEscapes {
      let plain = JSONText.unescape(text, cell.range)
      unsafe plain.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
    } else {
      unsafe text.extracting(cell.range).withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
    }
    return hasher.finalize()
  }

  private static func areEqual(_ left: JSONCell, _ right: JSONCell, _ text: Span<UInt8>) -> Bool {
    if !left.hasEscapes && !right.hasEscapes {
      return JSONText.areEqual(text, left.range, text, right.range)
    }
    return JSONText.unescape(text, left.range) == JSONText.unescape(text, right.range)
  }
}
