/// Looks at the bytes of a request before libfcgi reads them.
///
/// libfcgi reads parameters of any size, waits for them for ever, aborts the process on crafted
/// lengths (CVE-2025-23016, mended only in part in 2.4.2-2+deb12u1) and overflows its stack on a
/// crafted GET_VALUES. So it gets to see only requests whose BEGIN and PARAMS are complete, small
/// and consistent; Nginx sends nothing else.
enum RequestPreview: Equatable {
  /// BEGIN and all PARAMS are here.
  case complete
  /// So far nothing is wrong, but the parameters do not end yet.
  case partial
  /// More parameters than the limit; the request's id is for the answer.
  case tooLarge(id: Int)
  /// Nothing that Nginx would send.
  case malformed

  /// - Parameters:
  ///   - bytes: what was received so far; records' contents are moved together in it.
  ///   - limit: bytes of parameters.
  static func look(at bytes: UnsafeMutableRawBufferPointer, limit: Int) -> RequestPreview {
    var reader = unsafe RequestPreviewReader(bytes: bytes, limit: limit)
    return reader.read()
  }

  /// The same look, and a complete request's id and the values of some of its parameters; an absent
  /// one has none.
  static func look(
    at bytes: UnsafeMutableRawBufferPointer, limit: Int, for names: [String]
  ) -> (preview: RequestPreview, id: Int, values: [String: String]) {
    var reader = unsafe RequestPreviewReader(bytes: bytes, limit: limit)
    let preview = reader.read()
    guard preview == .complete else { return (preview, 0, [:]) }
    return (preview, reader.id, reader.values(of: names))
  }
}

/// The state of one look.
@safe private struct RequestPreviewReader {
  let bytes: UnsafeMutableRawBufferPointer
  let limit: Int
  private(set) var id = 0
  /// Where the names and values lie, moved together.
  private var pairs = 0..<0

  init(bytes: UnsafeMutableRawBufferPointer, limit: Int) {
    unsafe self.bytes = bytes
    self.limit = limit
  }

  private func number(_ at: Int) -> Int {
    unsafe Int(bytes[at]) << 8 | Int(bytes[at + 1])
  }

  mutating func read() -> RequestPreview {
    let begin = Wire.headerLength
    guard unsafe bytes.isEmpty || bytes[0] == Wire.version else { return .malformed }
    guard unsafe bytes.count >= begin else { return .partial }
    id = number(2)
    guard unsafe bytes[1] == Wire.Kind.begin, id != 0, number(4) == 8 else { return .malformed }
    let padding = unsafe Int(bytes[6])
    guard unsafe bytes.count >= begin + 8 + padding else { return .partial }
    guard number(begin) == Wire.responder else { return .malformed }
    return params(from: begin + 8 + padding, id: id)
  }

  /// Walks the PARAMS records and moves their contents together.
  private mutating func params(from start: Int, id: Int) -> RequestPreview {
    let first = start + Wire.headerLength
    var position = start
    var end = first
    while true {
      guard unsafe bytes.count >= position + Wire.headerLength else { return .partial }
      guard unsafe bytes[position] == Wire.version, unsafe bytes[position + 1] == Wire.Kind.params,
        number(position + 2) == id
      else { return .malformed }
      let count = number(position + 4)
      let padding = unsafe Int(bytes[position + 6])
      let content = position + Wire.headerLength
      if end - first + count > limit { return .tooLarge(id: id) }
      if count == 0 {
        pairs = first..<end
        return pairsAreConsistent(first, end) ? .complete : .malformed
      }
      position = content + count + padding
      guard unsafe bytes.count >= position else { return .partial }
      if end != content {
        let target = unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[end..<(end + count)])
        let source = unsafe UnsafeRawBufferPointer(rebasing: bytes[content..<(content + count)])
        unsafe target.copyMemory(from: source)
      }
      end += count
    }
  }

  /// Whether the lengths of all names and values add up to the content exactly.
  private func pairsAreConsistent(_ start: Int, _ end: Int) -> Bool {
    var position = start
    while position < end {
      guard let name = length(at: &position, before: end),
        let value = length(at: &position, before: end)
      else { return false }
      position += name + value
    }
    return position == end
  }

  /// Only after a look that found the request complete, and so all lengths consistent.
  func values(of names: [String]) -> [String: String] {
    var found: [String: String] = [:]
    var position = pairs.lowerBound
    while let name = length(at: &position, before: pairs.upperBound),
      let value = length(at: &position, before: pairs.upperBound)
    {
      let key = text(position, name)
      if names.contains(key) { found[key] = text(position + name, value) }
      position += name + value
    }
    return found
  }

  /// The length that stands there, and goes behind it; nil when it does not end before `end`.
  private func length(at position: inout Int, before end: Int) -> Int? {
    guard position < end else { return nil }
    let short = unsafe Int(bytes[position])
    if short < 128 {
      position += 1
      return short
    }
    guard position + 4 <= end else { return nil }
    defer { position += 4 }
    return (number(position) & 0x7FFF) << 16 | number(position + 2)
  }

  private func text(_ start: Int, _ count: Int) -> String {
    unsafe String(decoding: bytes[start..<(start + count)], as: UTF8.self)
  }
}
