/// How long a device whose next sale meets a fault is left alone.
package enum HoldPolicy {
  /// A fault that nobody can explain is given up after so many attempts.
  package static let attempts: Int64 = 10
  private static let longest: Int64 = 300

  /// Microseconds until the next attempt: 1, 2, 4 … 300 s, up to a quarter less by chance, so that
  /// many tills do not come back at once.
  /// - Parameters:
  ///   - attempt: from 1
  ///   - chance: from 0 up to 1
  package static func microseconds(afterAttempt attempt: Int64, chance: Double) -> Int64 {
    let doublings = min(max(attempt.previous, 0), 9)
    let microseconds = Double(min(longest, 1 << doublings)) * 1_000_000
    return Int64(exactly: (microseconds * (1 - min(max(chance, 0), 1) / 4)).rounded()) ?? longest
  }
}
