internal import CFastCGI

extension GatewayRequest {
  /// What CONTENT_LENGTH says; 0 when it is absent or empty, nil when it is no number.
  package var contentLength: Int? {
    guard let text = parameterBytes("CONTENT_LENGTH"), !text.isEmpty else { return 0 }
    guard text.count <= 15, text.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return text.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  /// The whole body, compared with CONTENT_LENGTH.
  /// - Parameter maximum: bytes; nil is the gateway's limit.
  package func readBody(maximum: Int? = nil) throws(BodyFault) -> [UInt8] {
    let maximum = maximum ?? limits.bodyBytes
    guard let expected = contentLength else { throw .lengthMalformed }
    guard expected <= maximum else { throw .tooLarge(maximum: maximum) }
    var read = 0
    let body = unsafe [UInt8](unsafeUninitializedCapacity: expected) { buffer, count in
      if expected > 0 { read = unsafe fill(UnsafeMutableRawBufferPointer(buffer)) }
      count = read
    }
    guard read == expected else { throw .truncated }
    try expectEnd(after: expected)
    return body
  }

  /// The next piece of a long body; waits until `buffer` is full or the body ends.
  /// - Returns: bytes read, 0 at the end of a body that is exactly as long as it should be.
  package func read(into buffer: inout [UInt8]) throws(BodyFault) -> Int {
    guard let expected = contentLength else { throw .lengthMalformed }
    let wanted = min(buffer.count, expected - bodyRead)
    guard wanted > 0 else {
      if !buffer.isEmpty { try expectEnd(after: expected) }
      return 0
    }
    let read = unsafe buffer.withUnsafeMutableBytes { raw in
      unsafe fill(UnsafeMutableRawBufferPointer(rebasing: raw[..<wanted]))
    }
    guard read == wanted else { throw .truncated }
    return read
  }

  /// Reads the rest of the body away, so that the connection can be used again.
  /// - Returns: false when it does not end within the limit, or breaks off.
  func drainBody() -> Bool {
    let most = limits.bodyBytes
    return unsafe withUnsafeTemporaryAllocation(byteCount: 16_384, alignment: 8) { scratch in
      var drained = 0
      while drained <= most {
        let read = unsafe fill(scratch)
        drained += read
        if read < scratch.count { return unsafe FCGX_GetError(raw.pointee.in) == 0 }
      }
      return false
    }
  }

  private func expectEnd(after expected: Int) throws(BodyFault) {
    guard unsafe FCGX_GetChar(raw.pointee.in) == -1 else {
      bodyRead += 1
      throw .tooLarge(maximum: expected)
    }
    guard unsafe FCGX_GetError(raw.pointee.in) == 0 else { throw .truncated }
  }

  private func fill(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
    guard let start = buffer.baseAddress else { return 0 }
    let bytes = unsafe start.assumingMemoryBound(to: CChar.self)
    let read = unsafe FCGX_GetStr(bytes, Int32(clamping: buffer.count), raw.pointee.in)
    bodyRead += Int(read)
    return Int(read)
  }
}

/// Why a request's body cannot be used.
package enum BodyFault: Error, Sendable, Equatable {
  /// More than the maximum, or more than CONTENT_LENGTH said.
  case tooLarge(maximum: Int)
  /// Fewer bytes than CONTENT_LENGTH said: the client went away, or was too slow.
  case truncated
  /// CONTENT_LENGTH is not a number.
  case lengthMalformed
}
