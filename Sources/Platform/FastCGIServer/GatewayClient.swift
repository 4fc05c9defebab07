internal import CFastCGI
internal import Glibc
internal import Threads

/// Asks a responder as Nginx would, for health and metrics; without libfcgi.
package struct GatewayClient: Sendable {
  /// Where the responder listens.
  package enum Address: Sendable, Hashable {
    case unix(String)
    case tcp(host: String, port: Int)
  }

  package let address: Address
  /// For the whole exchange.
  package let timeoutMilliseconds: Int
  /// Bytes of an answer.
  package let limit: Int

  package init(_ address: Address, timeoutMilliseconds: Int = 2_000, limit: Int = 4 << 20) {
    self.address = address
    self.timeoutMilliseconds = timeoutMilliseconds
    self.limit = limit
  }

  /// One GET on a connection of its own.
  /// - Parameters:
  ///   - path: decoded path, sent as DOCUMENT_URI and REQUEST_URI.
  ///   - parameters: further FastCGI parameters.
  package func get(
    _ path: String, parameters: [(String, String)] = []
  ) throws(GatewayClientFault) -> GatewayAnswer {
    let deadline = MonotonicClock.now() + Int64(timeoutMilliseconds) * 1_000_000
    let descriptor = try connected()
    defer { close(descriptor) }
    try send(Self.request(path, parameters), to: descriptor, until: deadline)
    let content = try receive(from: descriptor, until: deadline)
    guard let answer = GatewayAnswer(cgi: content) else { throw .broken }
    return answer
  }

  private static func request(_ path: String, _ parameters: [(String, String)]) -> [UInt8] {
    var pairs: [UInt8] = []
    let standard = [
      ("REQUEST_METHOD", "GET"), ("REQUEST_URI", path), ("DOCUMENT_URI", path),
      ("QUERY_STRING", ""), ("CONTENT_LENGTH", ""), ("SERVER_PROTOCOL", "HTTP/1.1"),
    ]
    for (name, value) in standard + parameters { Wire.appendPair(name, value, to: &pairs) }
    var bytes: [UInt8] = []
    Wire.append(Wire.Kind.begin, id: 1, [0, UInt8(Wire.responder), 0, 0, 0, 0, 0, 0], to: &bytes)
    Wire.appendStream(Wire.Kind.params, id: 1, pairs, to: &bytes)
    Wire.append(Wire.Kind.stdin, id: 1, [], to: &bytes)
    return bytes
  }

  private func connected() throws(GatewayClientFault) -> Int32 {
    let target: SocketAddress
    do {
      target =
        switch address {
        case .unix(let path): try SocketAddress.unix(path)
        case .tcp(let host, let port): try SocketAddress.tcp(host: host, port: port)
        }
    } catch { throw .unreachable(error.reason) }
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    let descriptor = socket(target.family, kind, 0)
    // connect(2) keeps to SO_SNDTIMEO; a full backlog would hold us for ever.
    var wait = timeval(
      tv_sec: timeoutMilliseconds / 1000, tv_usec: timeoutMilliseconds % 1000 * 1000)
    let size = socklen_t(MemoryLayout<timeval>.size)
    unsafe setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &wait, size)
    guard unsafe target.withPointer({ unsafe connect(descriptor, $0, $1) }) == 0 else {
      let number = errno
      close(descriptor)
      if number == EAGAIN || number == EINPROGRESS { throw .timedOut }
      throw .unreachable(unsafe String(cString: strerror(number)))
    }
    return descriptor
  }

  private func wait(
    _ descriptor: Int32, for events: Int32, until deadline: Int64
  ) throws(GatewayClientFault) {
    var entry = pollfd(fd: descriptor, events: Int16(events), revents: 0)
    while true {
      let left = MonotonicClock.milliseconds(until: deadline)
      guard left > 0 else { throw .timedOut }
      let ready = unsafe poll(&entry, 1, left)
      if ready > 0 { return }
      if ready < 0, errno != EINTR { throw .broken }
    }
  }

  private func send(
    _ bytes: [UInt8], to descriptor: Int32, until deadline: Int64
  ) throws(GatewayClientFault) {
    var done = 0
    while done < bytes.count {
      try wait(descriptor, for: POLLOUT, until: deadline)
      let flags = Int32(MSG_DONTWAIT | MSG_NOSIGNAL)
      let count = unsafe bytes.withUnsafeBytes { raw in
        let rest = unsafe UnsafeRawBufferPointer(rebasing: raw[done...])
        return unsafe Glibc.send(descriptor, rest.baseAddress, rest.count, flags)
      }
      if count > 0 { done += count } else if errno != EAGAIN, errno != EINTR { throw .broken }
    }
  }

  /// Reads until END_REQUEST.
  private func receive(
    from descriptor: Int32, until deadline: Int64
  ) throws(GatewayClientFault) -> [UInt8] {
    var reader = AnswerReader()
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      try wait(descriptor, for: POLLIN, until: deadline)
      let count = unsafe buffer.withUnsafeMutableBytes {
        unsafe recv(descriptor, $0.baseAddress, $0.count, Int32(MSG_DONTWAIT))
      }
      guard count > 0 else {
        if count < 0, errno == EAGAIN || errno == EINTR { continue }
        throw .broken
      }
      switch reader.take(buffer[..<count]) {
      case .more: break
      case .done: return reader.content
      case .broken: throw .broken
      }
      if reader.content.count > limit { throw .tooLarge }
    }
  }
}

/// Why a responder gave no answer.
package enum GatewayClientFault: Error, Sendable, Equatable {
  /// Nobody listens there, or the address is none.
  case unreachable(String)
  /// No whole answer in time.
  case timedOut
  /// The connection broke off, or what came was no FastCGI answer.
  case broken
  /// More than the limit.
  case tooLarge
}

/// What a responder answered.
package struct GatewayAnswer: Sendable {
  /// HTTP status; 200 when the responder named none.
  package let status: Int
  package let headers: [(name: String, value: String)]
  package let body: [UInt8]

  /// The first header of that name, in whatever case.
  package func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }

  /// Takes a CGI answer apart: head, empty line, body; nil when there is no head.
  init?(cgi content: [UInt8]) {
    var status = 200
    var headers: [(name: String, value: String)] = []
    var rest = content[...]
    while let end = rest.firstIndex(of: 0x0A) {
      var line = rest[..<end]
      rest = rest[(end + 1)...]
      if line.last == 0x0D { line = line.dropLast() }
      if line.isEmpty {
        self.status = status
        self.headers = headers
        self.body = Array(rest)
        return
      }
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return nil }
      let name = String(decoding: line[..<colon], as: UTF8.self)
      let value = String(
        decoding: line[(colon + 1)...].drop { $0 == 0x20 || $0 == 0x09 }, as: UTF8.self)
      if name.lowercased() == "status" {
        guard let number = Int(value.prefix(3)) else { return nil }
        status = number
      } else {
        headers.append((name, value))
      }
    }
    return nil
  }
}

/// Takes the records of one answer apart as their bytes come in; no input or output of its own.
struct AnswerReader {
  enum Progress {
    case more
    case done
    case broken
  }

  /// What STDOUT has brought so far.
  private(set) var content: [UInt8] = []
  private var pending: [UInt8] = []

  mutating func take(_ bytes: some Collection<UInt8>) -> Progress {
    pending.append(contentsOf: bytes)
    var position = 0
    defer { pending.removeFirst(position) }
    while pending.count - position >= Wire.headerLength {
      guard pending[position] == Wire.version else { return .broken }
      let count = Int(pending[position + 4]) << 8 | Int(pending[position + 5])
      let start = position + Wire.headerLength
      let next = start + count + Int(pending[position + 6])
      guard pending.count >= next else { return .more }
      switch pending[position + 1] {
      case Wire.Kind.stdout: content.append(contentsOf: pending[start..<(start + count)])
      case Wire.Kind.end:
        // Eight bytes, the fifth is the protocol's status; 0: the request is complete.
        guard count == 8 else { return .broken }
        return pending[start + 4] == 0 ? .done : .broken
      default: break
      }
      position = next
    }
    return .more
  }
}
