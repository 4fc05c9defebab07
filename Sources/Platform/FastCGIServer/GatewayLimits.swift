/// Every limit of the gateway, in one place; each has a test.
package struct GatewayLimits: Sendable {
  /// Body that `readBody` takes at most, and that is read away for a handler that did not want it.
  package var bodyBytes = 1 << 20
  /// All FastCGI parameters together (request line, headers, identity), as sent. More: 431.
  package var headerBytes = 32 << 10
  /// Seconds from the first byte of a request to the end of its parameters; then it is cut.
  package var headerSeconds = 5
  /// Seconds for one request, reading and writing included. The handler sees the deadline; one
  /// second after it the connection is cut, so that no peer can hold a thread.
  package var requestSeconds = 30
  /// Seconds that a worker may be busy beyond that before the watchdog takes it for hanging. A
  /// store's answer has a limit of its own (10 s), and a transaction is tried a few times.
  package var hangSeconds = 30
  /// Seconds for a single read or write in which not a byte moves.
  package var ioSeconds = 10
  /// Seconds that a kept connection may stay idle. More than Nginx' keepalive_timeout (1 s, in
  /// nginx/upstreams.conf), so that Nginx is the one who closes and no request meets a closing
  /// connection.
  package var idleSeconds = 75
  /// The same during a drain, which other peers than Nginx shall not hold up for so long. Still
  /// more than Nginx' second, with a second for a machine that is slow to run it.
  package var partingSeconds = 2.0
  /// Connections that wait for a thread, and …
  package var queue = 256
  /// … connections that are kept idle. Beyond threads + queue + idleConnections the oldest idle
  /// connection makes room; if none is idle, a new connection is answered 503 and closed, while
  /// all that wait for a thread keep their turn.
  package var idleConnections = 256
  /// After how many milliseconds without a request a worker is told to rest.
  package var restMilliseconds: Int32 = 60_000
  /// Seconds from SIGTERM to the end of `run`, whatever still runs.
  package var drainSeconds = 4.5
  /// Stack of a worker thread in bytes.
  package var stackBytes = 1 << 20

  package init() {}
}

/// What a request is told for which there is no room.
package struct Overload: Sendable {
  /// What of the request the answer may depend on; nil where the peer had not said it in time.
  package struct Newcomer: Sendable, Equatable {
    package var requestID: String?
    package var acceptLanguage: String?
  }

  /// The body of the 503: JSON in the API's shape.
  let body: @Sendable (Newcomer) -> [UInt8]

  package init(body: @escaping @Sendable (Newcomer) -> [UInt8]) { self.body = body }

  /// For programs that nobody but this house's own asks.
  package static let plain = Overload { _ in
    let body =
      #"{"code":50300,"error":"unavailable","message":"Too busy, try again.","details":[]}"#
    return Array(body.utf8)
  }
}

/// What an operator may want to see in the log; the server itself does not log.
package enum GatewayEvent: Sendable, Equatable {
  /// All connections are busy; a new one was answered 503.
  case overloaded
  /// The oldest idle connection was closed to make room for a new one.
  case idleEvicted
  /// More parameters than the limit: answered 431.
  case headersTooLarge
  /// Not FastCGI, or FastCGI that Nginx does not speak: closed.
  case malformed
  /// The parameters did not arrive in time: closed.
  case headersTimedOut
  /// The request took longer than its limit: cut.
  case requestTimedOut
  /// accept(2) failed, for example because no descriptor is free; it is tried again.
  case acceptFailed(errno: Int32)
  /// The end of the drain came before the end of this many requests.
  case drainIncomplete(running: Int)
  /// The system gave only so many of the worker threads (systemd's `TasksMax=`, `ulimit -u`): the
  /// server ends.
  case threadsMissing(started: Int, of: Int)
}
