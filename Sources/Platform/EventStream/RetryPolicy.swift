/// When a failed event is tried again.
package struct RetryPolicy: Sendable {
  /// Attempts in all, the first delivery included; then the event is dead.
  package var attemptsMax = 10
  /// Wait after the first failure; it doubles with each further one. Tests shrink it.
  package var firstSeconds = 1.0
  package var ceilingSeconds = 300.0
  /// The wait is longer or shorter by up to this share, so that failures do not come back as one.
  package var jitter = 0.2

  package static let standard = RetryPolicy()

  /// The wait after `attempts` failures, in microseconds.
  func delay(afterAttempts attempts: Int, using random: inout some RandomNumberGenerator) -> Int64 {
    let doubled = firstSeconds * Double(1 << min(max(attempts - 1, 0), 30))
    let spread = Double.random(in: (1 - jitter)...(1 + jitter), using: &random)
    let microseconds = min(doubled, ceilingSeconds) * spread * 1_000_000
    return Int64(exactly: microseconds.rounded()) ?? .max
  }

  /// Whether an event with so many failures is given up.
  func isDead(afterAttempts attempts: Int) -> Bool { attempts >= attemptsMax }
}
