/// The bounds of a request's contents, all in one place; each has a test.
package enum RequestLimits {
  /// Bytes of a JSON body.
  package static let bodyBytes = 1_048_576
  /// Lines of one business document.
  package static let documentLines = 1...1000
  /// Visible characters of an `Idempotency-Key`.
  package static let idempotencyKey = 1...64
  /// How long a twin waits for the first request's answer: InnoDB's lock wait, in seconds.
  package static let twinWaitSeconds = 3
  /// Seconds that a request tries to learn what became of a commit whose answer was lost.
  package static let outcomeSearchSeconds = 5
}
