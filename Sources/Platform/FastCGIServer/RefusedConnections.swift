internal import CFastCGI
internal import Glibc

/// New connections for which there is no room: each is told 503 and sees an orderly end.
///
/// Closing one at once would reset it: the kernel does so where something was sent that nobody read,
/// and the peer may then never see the answer. So what it asks is read, as far as the answer needs
/// it, it is answered, and the rest is read away until the peer closes. One thread uses it.
@safe struct RefusedConnections {
  private struct Refused {
    let descriptor: Int32
    var isAnswered = false
    /// When it is answered whatever it said, or, answered, is closed.
    var deadline: Int64
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
    if step(&refused, now: now) { connections.append(refused) }
  }

  /// Goes on with each of them; waits for none.
  mutating func look(now: Int64) {
    var rest: [Refused] = []
    for var refused in connections where step(&refused, now: now) { rest.append(refused) }
    connections = rest
  }

  /// - Returns: false when it is closed.
  private func step(_ refused: inout Refused, now: Int64) -> Bool {
    if !refused.isAnswered {
      guard let answer = answer(to: refused.descriptor, isDue: refused.deadline <= now) else {
        return true
      }
      let flags = Int32(MSG_DONTWAIT | MSG_NOSIGNAL)
      _ = unsafe answer.withUnsafeBytes {
        unsafe send(refused.descriptor, $0.baseAddress, $0.count, flags)
      }
      shutdown(refused.descriptor, Int32(SHUT_WR))
      refused.isAnswered = true
      refused.deadline = now + 2 * Self.patience
    }
    if isEnded(refused.descriptor) || refused.deadline <= now {
      close(refused.descriptor)
      return false
    }
    return true
  }

  /// Nil while its request is still to come.
  private func answer(to descriptor: Int32, isDue: Bool) -> [UInt8]? {
    let flags = Int32(MSG_PEEK | MSG_DONTWAIT)
    let count = unsafe recv(descriptor, preview.baseAddress, preview.count, flags)
    let seen = unsafe UnsafeMutableRawBufferPointer(rebasing: preview[..<max(0, count)])
    let look = unsafe RequestPreview.look(
      at: seen, limit: limits.headerBytes, for: ["ERP_REQUEST_ID", "HTTP_ACCEPT_LANGUAGE"])
    if look.preview == .partial, !isDue, count != 0 { return nil }
    let newcomer = Overload.Newcomer(
      requestID: look.values["ERP_REQUEST_ID"],
      acceptLanguage: look.values["HTTP_ACCEPT_LANGUAGE"])
    return CannedAnswer.overloaded(id: max(1, look.id), body: overload.body(newcomer))
  }

  /// Reads away what has come.
  private func isEnded(_ descriptor: Int32) -> Bool {
    while true {
      let count = unsafe recv(descriptor, preview.baseAddress, preview.count, Int32(MSG_DONTWAIT))
      if count > 0 { continue }
      return count == 0 || (errno != EAGAIN && errno != EINTR)
    }
  }
}
