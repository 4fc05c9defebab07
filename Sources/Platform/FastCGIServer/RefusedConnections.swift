internal import CFastCGI
internal import Glibc

/// New connections for which there is no room: each is told 503 and sees an orderly end.
///
/// Closing one at once would reset it: the kernel does so where something was sent that nobody
/// read, and the peer may then never see the answer. So what it asks is read, as far as the answer
/// needs it, it is answered, and the rest is read away. A peer that keeps its connections, as Nginx
/// does, also ends this one: it may put its next request on it in the moment in which an end from
/// here is on its way, and would not send it again. Such a request asks for room anew. One thread
/// uses it.
@safe struct RefusedConnections {
  private struct Refused {
    let descriptor: Int32
    var isAnswered = false
    /// How far the answered request has come; nil where the connection is to end with it.
    var rest: RequestRest?
    /// When it is answered whatever it said, or, answered, is closed.
    var deadline: Int64
  }

  private enum Step {
    case stays
    case isClosed
    /// All of the refused request has come, and another one begins.
    case asksAgain
  }

  private var connections: [Refused] = []
  private let limits: GatewayLimits
  private let overload: Overload
  private let preview: UnsafeMutableRawBufferPointer
  /// More than that at a time, and the oldest see a hard end.
  private static let capacity = 512
  /// Nginx sends its request as soon as it is connected, and closes as soon as it has the answer.
  private static let patience: Int64 = 1_000_000_000

  init(limits: GatewayLimits, overload: Overload) {
    self.limits = limits
    self.overload = overload
    unsafe preview = .allocate(byteCount: limits.headerBytes + 16_384, alignment: 8)
  }

  /// It is used no more.
  mutating func end() {
    for refused in connections { close(refused.descriptor) }
    connections = []
    unsafe preview.deallocate()
  }

  var isEmpty: Bool { connections.isEmpty }

  mutating func add(_ descriptor: Int32, now: Int64) {
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    if connections.count >= Self.capacity { close(connections.removeFirst().descriptor) }
    var refused = Refused(descriptor: descriptor, deadline: now + Self.patience)
    // It has not been answered yet, so it cannot ask again.
    if step(&refused, now: now) != .isClosed { connections.append(refused) }
  }

  /// Goes on with each of them; waits for none.
  /// - Returns: those on which another request begins, blocking again
  mutating func look(now: Int64) -> [Int32] {
    var rest: [Refused] = []
    var asking: [Int32] = []
    for var refused in connections {
      switch step(&refused, now: now) {
      case .stays: rest.append(refused)
      case .isClosed: break
      case .asksAgain:
        let flags = fcntl(refused.descriptor, F_GETFL)
        _ = fcntl(refused.descriptor, F_SETFL, flags & ~O_NONBLOCK)
        asking.append(refused.descriptor)
      }
    }
    connections = rest
    return asking
  }

  private func step(_ refused: inout Refused, now: Int64) -> Step {
    if !refused.isAnswered {
      guard let answer = answer(to: &refused, isDue: refused.deadline <= now) else {
        return .stays
      }
      let flags = Int32(MSG_DONTWAIT | MSG_NOSIGNAL)
      _ = unsafe answer.withUnsafeBytes {
        unsafe send(refused.descriptor, $0.baseAddress, $0.count, flags)
      }
      if refused.rest == nil { shutdown(refused.descriptor, Int32(SHUT_WR)) }
      refused.isAnswered = true
      refused.deadline = now + 2 * Self.patience
    }
    let (hasMore, hasEnded) = readRest(&refused)
    if hasMore { return .asksAgain }
    if hasEnded || refused.deadline <= now {
      close(refused.descriptor)
      return .isClosed
    }
    return .stays
  }

  /// Nil while its request is still to come.
  private func answer(to refused: inout Refused, isDue: Bool) -> [UInt8]? {
    let flags = Int32(MSG_PEEK | MSG_DONTWAIT)
    let count = unsafe recv(refused.descriptor, preview.baseAddress, preview.count, flags)
    let seen = unsafe UnsafeMutableRawBufferPointer(rebasing: preview[..<max(0, count)])
    let look = unsafe RequestPreview.look(
      at: seen, limit: limits.headerBytes, for: ["ERP_REQUEST_ID", "HTTP_ACCEPT_LANGUAGE"])
    if look.preview == .partial, !isDue, count != 0 { return nil }
    let start = unsafe Array(seen.prefix(16))
    if RequestRest.keepsConnection(start) { refused.rest = RequestRest() }
    let newcomer = Overload.Newcomer(
      requestID: look.values["ERP_REQUEST_ID"],
      acceptLanguage: look.values["HTTP_ACCEPT_LANGUAGE"])
    return CannedAnswer.overloaded(id: max(1, look.id), body: overload.body(newcomer))
  }

  /// Reads away what has come of the answered request.
  /// - Returns: whether all of it has come and another one begins; whether the peer has gone
  private func readRest(_ refused: inout Refused) -> (hasMore: Bool, hasEnded: Bool) {
    while true {
      let isComplete = refused.rest?.isComplete == true
      let wanted = unsafe isComplete ? 1 : min(refused.rest?.wanted ?? .max, preview.count)
      let flags = Int32(isComplete ? MSG_PEEK | MSG_DONTWAIT : MSG_DONTWAIT)
      let count = unsafe recv(refused.descriptor, preview.baseAddress, wanted, flags)
      guard count > 0 else {
        return (false, count == 0 || (errno != EAGAIN && errno != EINTR))
      }
      if isComplete { return (true, false) }
      let bytes = unsafe Array(preview[..<count])
      refused.rest?.take(bytes)
    }
  }
}

/// Finds the end of a FastCGI request that is read away, record by record.
///
/// Never asks for more bytes than belong to the record at hand, so that what follows the request
/// stays unread. Pure state, no I/O.
struct RequestRest {
  private var header: [UInt8] = []
  /// Content and padding of the record that are still to come.
  private var remaining = 0
  /// Whether the empty record that ends the body has come.
  private(set) var isComplete = false

  /// How many bytes to read next; 0 at the end.
  var wanted: Int {
    if isComplete { return 0 }
    return remaining > 0 ? remaining : Wire.headerLength - header.count
  }

  /// Takes what was read: at most `wanted` bytes.
  mutating func take(_ bytes: some Collection<UInt8>) {
    if remaining > 0 {
      remaining = max(0, remaining - bytes.count)
      return
    }
    header += bytes
    guard header.count >= Wire.headerLength else { return }
    let content = Int(header[4]) << 8 | Int(header[5])
    remaining = content + Int(header[6])
    isComplete = header[1] == Wire.Kind.stdin && content == 0 && remaining == 0
    header = []
  }

  /// Whether the request that begins with these bytes wants its connection kept.
  static func keepsConnection(_ start: some Collection<UInt8>) -> Bool {
    let bytes = Array(start.prefix(11))
    return bytes.count == 11 && bytes[1] == Wire.Kind.begin && bytes[10] & 1 == 1
  }
}
