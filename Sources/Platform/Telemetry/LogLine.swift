internal import JSONCoding
internal import Kernel

/// Builds one line: a JSON object of less than `limit` bytes and a newline.
///
/// The limit is PIPE_BUF, so that lines of several threads and processes never mix in a pipe.
struct LogLine {
  static let limit = 4096
  /// Longer texts are cut, so that one huge field cannot push out the others.
  static let textLimit = 1024
  /// What the end of the line needs: `,"truncated":true}` and the newline.
  private static let reserve = 24

  private var writer = JSONWriter(reserving: 512)
  private var isTruncated = false

  init(at time: Instant) {
    writer.beginObject()
    writer.key("time")
    writer.instant(time)
  }

  /// Adds a field, or remembers that there was no room for it.
  mutating func add(_ key: StaticString, _ value: LogValue) {
    switch value {
    case .string(let text): add(key, text)
    case .integer(let number):
      guard hasRoom(key, 20) else { return }
      writer.key(key)
      writer.integer(number)
    case .bool(let flag):
      guard hasRoom(key, 5) else { return }
      writer.key(key)
      writer.bool(flag)
    }
  }

  /// The whole line with its newline; before it the journal's mark of a priority, such as `<4>`.
  mutating func finish(priority: UInt8? = nil) -> [UInt8] {
    if isTruncated {
      writer.key("truncated")
      writer.bool(true)
    }
    writer.endObject()
    let mark = priority.map { [UInt8(ascii: "<"), UInt8(ascii: "0") + $0, UInt8(ascii: ">")] }
    return (mark ?? []) + writer.bytes + [UInt8(ascii: "\n")]
  }

  private mutating func add(_ key: StaticString, _ text: String) {
    let piece = text.utf8.count <= Self.textLimit ? text : shortened(text)
    // An escaped control character takes six bytes.
    let escaped = piece.utf8.count { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C || $0 == 0x7F }
    guard hasRoom(key, piece.utf8.count + 5 * escaped + 2) else { return }
    writer.key(key)
    writer.string(piece)
  }

  private mutating func hasRoom(_ key: StaticString, _ count: Int) -> Bool {
    let room = writer.bytes.count + key.utf8CodeUnitCount + 4 + count <= Self.limit - Self.reserve
    if !room { isTruncated = true }
    return room
  }

  private mutating func shortened(_ text: String) -> String {
    isTruncated = true
    var count = 0
    let kept = text.unicodeScalars.prefix { scalar in
      count += UTF8.width(scalar)
      return count <= Self.textLimit
    }
    return String(kept) + "…"
  }
}
