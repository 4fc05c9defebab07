internal import Glibc

/// Work that a person or a service manager may not cut in two.
package enum Signals {
  /// Ctrl-C and a terminal that goes away end the programs that are started meanwhile, and not this
  /// one, which then clears up after them.
  /// - Throws: what `body` throws
  package static func withoutInterrupt<R, Fault: Error>(
    _ body: () throws(Fault) -> R
  ) throws(Fault) -> R {
    try ignoring([SIGINT, SIGHUP], body)
  }

  /// As `withoutInterrupt`, and a request to end is not heard either.
  /// - Throws: what `body` throws
  package static func uninterrupted<R, Fault: Error>(
    _ body: () throws(Fault) -> R
  ) throws(Fault) -> R {
    try ignoring([SIGINT, SIGHUP, SIGTERM], body)
  }

  private static func ignoring<R, Fault: Error>(
    _ signals: [Int32], _ body: () throws(Fault) -> R
  ) throws(Fault) -> R {
    let before = signals.map { Glibc.signal($0, SIG_IGN) }
    defer {
      for (number, handler) in zip(signals, before) { _ = Glibc.signal(number, handler) }
    }
    return try body()
  }
}
