internal import CFastCGI

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
