/// How many wrong passwords a name may have in a while.
///
/// Counted for unknown names too, else the count would tell which names exist. It blocks a name for
/// minutes, never for good: nobody can lock others out for longer than an attack lasts.
package enum LoginThrottle {
  /// So many failures within `windowSeconds` are answered; the next attempt is not even tried.
  package static let failures = 5
  /// Seconds.
  package static let windowSeconds = 300
}
