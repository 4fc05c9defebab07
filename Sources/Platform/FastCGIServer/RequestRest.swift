/// Finds the end of a FastCGI request that is read away, record by record.
///
/// Never asks for more bytes than belong to the record at hand, so that what follows the request
/// stays unread. Pure state, no I/O.
struct RequestRest {
  private static let headerBytes = 8
  private static let beginRequest: UInt8 = 1
  private static let standardInput: UInt8 = 5

  private var header: [UInt8] = []
  /// Content and padding of the record that are still to come.
  private var remaining = 0
  /// Whether the empty record that ends the body has come.
  private(set) var isComplete = false

  /// How many bytes to read next; 0 at the end.
  var wanted: Int {
    if isComplete { return 0 }
    return remaining > 0 ? remaining : Self.headerBytes - header.count
  }

  /// Takes what was read: at most `wanted` bytes.
  mutating func take(_ bytes: some Collection<UInt8>) {
    if remaining > 0 {
      remaining = max(0, remaining - bytes.count)
      return
    }
    header += bytes
    guard header.count >= Self.headerBytes else { return }
    let content = Int(header[4]) << 8 | Int(header[5])
    remaining = content + Int(header[6])
    isComplete = header[1] == Self.standardInput && content == 0 && remaining == 0
    header = []
  }

  /// Whether the request that begins with these bytes wants its connection kept.
  static func keepsConnection(_ start: some Collection<UInt8>) -> Bool {
    let bytes = Array(start.prefix(11))
    return bytes.count == 11 && bytes[1] == beginRequest && bytes[10] & 1 == 1
  }
}
