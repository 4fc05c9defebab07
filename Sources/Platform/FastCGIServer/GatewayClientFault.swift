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
