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
    let seconds = attempt > 9 ? longest : min(longest, 1 << max(0, attempt - 1))
    return seconds * 1_000_000 - Int64(Double(seconds) * 250_000 * min(max(chance, 0), 1))
  }
}
