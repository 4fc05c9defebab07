import Foundation

@testable import FastCGIServer

/// A connection on which a test says byte by byte what goes over it.
final class RawClient: Sendable {
  enum Fault: Error {
    case closed
    case timedOut
    case connect(Int32)
  }

  let descriptor: Int32

  init(_ path: String) throws {
    descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    let address = try SocketAddress.unix(path)
    let status = address.withPointer { connect(descriptor, $0, $1) }
    guard status == 0 else { throw Fault.connect(errno) }
    var wait = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &wait, socklen_t(MemoryLayout<timeval>.size))
  }

  deinit { close(descriptor) }

  @discardableResult func send(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  /// The next answer.
  func answer() throws -> GatewayAnswer {
    var reader = AnswerReader()
    // One byte at a time would be slow; answers never overlap, so nothing is read too far.
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      if count == 0 { throw Fault.closed }
      if count < 0 { throw errno == EAGAIN ? Fault.timedOut : Fault.closed }
      switch reader.take(buffer[..<count]) {
      case .more: continue
      case .broken: throw Fault.closed
      case .done:
        guard let answer = GatewayAnswer(cgi: reader.content) else { throw Fault.closed }
        return answer
      }
    }
  }

  /// Reads an answer of any length, keeping only its beginning.
  func drain() throws -> (head: String, bytes: Int) {
    var buffer = [UInt8](repeating: 0, count: 262_144)
    var head = ""
    var total = 0
    var header: [UInt8] = []
    var left = 0
    var isEnd = false
    while true {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      guard count > 0 else { throw Fault.closed }
      var rest = buffer[..<count]
      while !rest.isEmpty {
        if left > 0 {
          let piece = rest.prefix(left)
          if head.utf8.count < 200 { head += String(decoding: piece.prefix(500), as: UTF8.self) }
          left -= piece.count
          rest = rest.dropFirst(piece.count)
        } else {
          let missing = rest.prefix(8 - header.count)
          header += missing
          rest = rest.dropFirst(missing.count)
          guard header.count == 8 else { continue }
          isEnd = header[1] == Wire.Kind.end
          left = Int(header[4]) << 8 | Int(header[5])
          total += isEnd ? 0 : left
          left += Int(header[6])
          header = []
        }
        if isEnd, left == 0 { return (head, total) }
      }
    }
  }

  /// Whether the other side closes within some seconds, without an answer.
  func closesWithin(_ seconds: Double) -> Bool {
    var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&entry, 1, Int32(seconds * 1000)) > 0 else { return false }
    var byte: UInt8 = 0
    return recv(descriptor, &byte, 1, 0) <= 0
  }

  /// A whole request as Nginx sends it.
  static func request(
    _ path: String, _ parameters: [(String, String)] = [], body: [UInt8] = [], keep: Bool = true,
    length: String? = nil, id: Int = 1
  ) -> [UInt8] {
    var bytes = begin(keep: keep, id: id)
    let standard = [
      ("REQUEST_METHOD", body.isEmpty ? "GET" : "POST"), ("DOCUMENT_URI", path),
      ("CONTENT_LENGTH", length ?? (body.isEmpty ? "" : String(body.count))),
    ]
    bytes += params(standard + parameters, id: id)
    Wire.appendStream(Wire.Kind.stdin, id: id, body, to: &bytes)
    return bytes
  }

  static func begin(keep: Bool = true, id: Int = 1) -> [UInt8] {
    var bytes: [UInt8] = []
    Wire.append(Wire.Kind.begin, id: id, [0, 1, keep ? 1 : 0, 0, 0, 0, 0, 0], to: &bytes)
    return bytes
  }

  static func params(_ parameters: [(String, String)], id: Int = 1) -> [UInt8] {
    var pairs: [UInt8] = []
    for (name, value) in parameters { Wire.appendPair(name, value, to: &pairs) }
    var bytes: [UInt8] = []
    Wire.appendStream(Wire.Kind.params, id: id, pairs, to: &bytes)
    return bytes
  }
}
