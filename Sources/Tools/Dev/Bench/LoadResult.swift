/// What a load did: how much in which time, how slowly, and how badly.
struct LoadResult: Sendable {
  var seconds: Double
  /// Microseconds of each success, where the load keeps them.
  var latencies: [Int] = []
  /// From wrk, which keeps its own.
  var requests = 0
  var p50 = 0
  var p99 = 0
  /// Answers that were not 2xx, or that never came.
  var failures = 0
  /// What went wrong first, where the load knows.
  var firstFailure: String?

  var perSecond: Double { Double(requests == 0 ? latencies.count : requests) / seconds }

  /// Microseconds; `fraction` of all were faster.
  func percentile(_ fraction: Double) -> Int {
    if requests > 0 { return fraction < 0.9 ? p50 : p99 }
    let sorted = latencies.sorted()
    guard !sorted.isEmpty else { return 0 }
    return sorted[min(sorted.count - 1, Int(Double(sorted.count) * fraction))]
  }

  mutating func add(_ other: LoadResult) {
    latencies += other.latencies
    failures += other.failures
    firstFailure = firstFailure ?? other.firstFailure
  }
}
