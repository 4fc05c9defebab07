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
}
