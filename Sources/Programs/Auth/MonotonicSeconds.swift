/// Seconds on a clock that only goes forward.
enum MonotonicSeconds {
  private static let start = ContinuousClock.now

  static func now() -> Int64 {
    (ContinuousClock.now - start).components.seconds
  }
}
