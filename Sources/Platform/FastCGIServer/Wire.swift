/// FastCGI records as bytes, as far as we speak the protocol without libfcgi.
enum Wire {
  static let version: UInt8 = 1
  static let headerLength = 8
  static let responder = 1

  enum Kind {
    static let begin: UInt8 = 1
    static let end: UInt8 = 3
    static let params: UInt8 = 4
    static let stdin: UInt8 = 5
    static let stdout: UInt8 = 6
    static let unknown: UInt8 = 11
  }

  /// A record of at most 65,535 bytes, without padding.
  static func append(
    _ kind: UInt8, id: Int, _ content: some Collection<UInt8>, to bytes: inout [UInt8]
  ) {
    bytes.append(contentsOf: [
      version, kind, UInt8(truncatingIfNeeded: id >> 8), UInt8(truncatingIfNeeded: id),
      UInt8(truncatingIfNeeded: content.count >> 8), UInt8(truncatingIfNeeded: content.count), 0, 0,
    ])
    bytes.append(contentsOf: content)
  }

  /// A stream: its content in records, and the empty record that ends it.
  static func appendStream(_ kind: UInt8, id: Int, _ content: [UInt8], to bytes: inout [UInt8]) {
    var rest = content[...]
    while !rest.isEmpty {
      let piece = rest.prefix(65_528)
      append(kind, id: id, piece, to: &bytes)
      rest = rest.dropFirst(piece.count)
    }
    append(kind, id: id, [], to: &bytes)
  }

  /// A name and a value with their lengths.
  static func appendPair(_ name: String, _ value: String, to bytes: inout [UInt8]) {
    for count in [name.utf8.count, value.utf8.count] {
      if count < 128 {
        bytes.append(UInt8(count))
      } else {
        let word = UInt32(truncatingIfNeeded: count) | 0x8000_0000
        for shift in [24, 16, 8, 0] {
          bytes.append(UInt8(truncatingIfNeeded: word >> UInt32(shift)))
        }
      }
    }
    bytes.append(contentsOf: name.utf8)
    bytes.append(contentsOf: value.utf8)
  }

  /// The end of a request and of the connection: STDOUT's end, END_REQUEST, and a management
  /// record (FCGI_UNKNOWN_TYPE) that means nothing, but is more than Nginx takes on a connection
  /// that it keeps.
  static func farewell(id: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    append(Kind.stdout, id: id, [], to: &bytes)
    append(Kind.end, id: id, [0, 0, 0, 0, 0, 0, 0, 0], to: &bytes)
    append(Kind.unknown, id: 0, [0, 0, 0, 0, 0, 0, 0, 0], to: &bytes)
    return bytes
  }

  /// A whole answer to request `id`: the stream and the end.
  static func answer(id: Int, _ content: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    appendStream(Kind.stdout, id: id, content, to: &bytes)
    append(Kind.end, id: id, [0, 0, 0, 0, 0, 0, 0, 0], to: &bytes)
    return bytes
  }
}

/// Answers that the gateway gives without a worker, in the shape of the API's own failures.
enum CannedAnswer {
  /// All connections are busy.
  /// - Parameters:
  ///   - id: the request's; Nginx always uses 1.
  ///   - body: JSON in the API's shape.
  static func overloaded(id: Int, body: [UInt8]) -> [UInt8] {
    make(id: id, status: "503 Service Unavailable", extra: "Retry-After: 1\r\n", body: body)
  }

  static func headersTooLarge(id: Int) -> [UInt8] {
    let body =
      #"{"code":43101,"error":"request.headers_too_large","#
      + #""message":"The request's headers are too large.","details":[]}"#
    return make(
      id: id, status: "431 Request Header Fields Too Large", extra: "", body: Array(body.utf8))
  }

  private static func make(id: Int, status: String, extra: String, body: [UInt8]) -> [UInt8] {
    let head =
      "Status: \(status)\r\nContent-Type: application/json\r\nCache-Control: no-store\r\n"
      + "\(extra)Content-Length: \(body.count)\r\n\r\n"
    return Wire.answer(id: id, Array(head.utf8) + body)
  }
}
