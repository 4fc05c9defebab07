internal import CFastCGI

/// What a handler answers.
package struct GatewayResponse: Sendable {
  enum Form {
    case whole
    /// Head and body went out with `beginResponse` and `write`.
    case streamed
    /// The body could not be finished; the peer must notice.
    case aborted
  }

  /// HTTP status.
  package var status: Int
  /// Without Content-Length, which the gateway sets. Control characters in them become blanks.
  package var headers: [(String, String)]
  package var body: [UInt8]
  let form: Form

  package init(status: Int, headers: [(String, String)] = [], body: [UInt8] = []) {
    self.init(.whole, status: status, headers: headers, body: body)
  }

  private init(
    _ form: Form, status: Int, headers: [(String, String)] = [], body: [UInt8] = []
  ) {
    self.status = status
    self.headers = headers
    self.body = body
    self.form = form
  }

  /// The answer has been written with `beginResponse` and `write`.
  package static let streamed = GatewayResponse(.streamed, status: 200)

  /// A streamed answer that broke off: the connection is cut, so that no client takes the part
  /// for the whole.
  package static let aborted = GatewayResponse(.aborted, status: 500)
}

extension GatewayRequest {
  /// Starts an answer whose body is written piece by piece; return `.streamed` afterwards.
  ///
  /// Nginx sends it chunked, since its length is unknown. Read the request's body first.
  package func beginResponse(status: Int, headers: [(String, String)]) {
    guard !headWritten else { return }
    headWritten = true
    writeHead(status: status, headers: headers, length: nil)
  }

  /// Writes a piece of the body; waits while the peer is slow.
  /// - Returns: false when the peer is gone: stop, and return `.aborted`.
  package func write(_ bytes: [UInt8]) -> Bool {
    unsafe bytes.withUnsafeBytes { unsafe put($0) }
  }

  /// Writes the head: status, headers, and the length if it is known.
  func writeHead(status: Int, headers: [(String, String)], length: Int?) {
    head.removeAll(keepingCapacity: true)
    head.append(contentsOf: "Status: ".utf8)
    append(decimal: status)
    head.append(UInt8(ascii: " "))
    appendLine(StatusPhrase.of(status))
    for (name, value) in headers {
      appendClean(name)
      head.append(contentsOf: ": ".utf8)
      appendClean(value)
      appendLine("")
    }
    if let length {
      head.append(contentsOf: "Content-Length: ".utf8)
      append(decimal: length)
      appendLine("")
    }
    appendLine("")
    _ = unsafe head.withUnsafeBytes { unsafe put($0) }
  }

  private func appendLine(_ text: StaticString) {
    unsafe head.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    head.append(0x0D)
    head.append(0x0A)
  }

  private func append(decimal: Int) {
    head.append(contentsOf: String(decimal).utf8)
  }

  /// A header must not bring a line of its own, whatever a handler puts into it.
  private func appendClean(_ text: String) {
    for byte in text.utf8 { head.append(byte < 0x20 || byte == 0x7F ? 0x20 : byte) }
  }

  private func put(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard let start = bytes.baseAddress, bytes.count > 0 else { return true }
    var done = 0
    while done < bytes.count {
      let piece = min(bytes.count - done, 1 << 30)
      let text = unsafe (start + done).assumingMemoryBound(to: CChar.self)
      guard unsafe FCGX_PutStr(text, Int32(piece), raw.pointee.out) == piece else { return false }
      done += piece
    }
    return true
  }
}

/// The words after an HTTP status; clients ignore them, people like them.
enum StatusPhrase {
  static func of(_ status: Int) -> StaticString {
    switch status {
    case 200: "OK"
    case 201: "Created"
    case 202: "Accepted"
    case 204: "No Content"
    case 304: "Not Modified"
    case 400: "Bad Request"
    case 401: "Unauthorized"
    case 403: "Forbidden"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 409: "Conflict"
    case 412: "Precondition Failed"
    case 413: "Content Too Large"
    case 415: "Unsupported Media Type"
    case 422: "Unprocessable Content"
    case 429: "Too Many Requests"
    case 431: "Request Header Fields Too Large"
    case 500: "Internal Server Error"
    case 503: "Service Unavailable"
    case 504: "Gateway Timeout"
    default: "Status"
    }
  }
}
