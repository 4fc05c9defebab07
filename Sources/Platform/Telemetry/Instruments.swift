internal import Synchronization
internal import Threads

/// A number that only grows. Any thread may count; it costs one atomic addition.
package final class Counter: Sendable {
  private let cell = Atomic<Int>(0)

  init() {}

  /// Adds to the count; negative amounts are ignored.
  package func increment(by amount: Int = 1) {
    if amount > 0 { cell.wrappingAdd(amount, ordering: .relaxed) }
  }

  package var value: Int { cell.load(ordering: .relaxed) }
}

/// A number that goes up and down. Any thread may set it.
package final class Gauge: Sendable {
  private let cell = Atomic<Int>(0)

  init() {}

  package func set(_ value: Int) { cell.store(value, ordering: .relaxed) }
  package func add(_ amount: Int) { cell.wrappingAdd(amount, ordering: .relaxed) }
  package var value: Int { cell.load(ordering: .relaxed) }
}

/// Latencies in fixed buckets from half a millisecond to ten seconds. Any thread may observe.
package final class Histogram: Sendable {
  /// An atomic has no copies, so it cannot stand in an array by itself.
  private final class Cell: Sendable {
    let count = Atomic<Int>(0)
  }

  /// Upper bounds: nanoseconds, and seconds as Prometheus wants them written.
  static let bounds: [(nanoseconds: Int64, label: String)] = [
    (500_000, "0.0005"), (1_000_000, "0.001"), (2_500_000, "0.0025"), (5_000_000, "0.005"),
    (10_000_000, "0.01"), (25_000_000, "0.025"), (50_000_000, "0.05"), (100_000_000, "0.1"),
    (250_000_000, "0.25"), (500_000_000, "0.5"), (1_000_000_000, "1"), (2_500_000_000, "2.5"),
    (5_000_000_000, "5"), (10_000_000_000, "10"),
  ]

  /// One cell for each bound and one for what is slower than all.
  private let cells: [Cell]
  private let sum = Atomic<Int64>(0)

  init() {
    cells = (0...Self.bounds.count).map { _ in Cell() }
  }

  /// Counts one duration; negative ones, which a clock never gives, count as 0.
  package func observe(nanoseconds: Int64) {
    let duration = max(0, nanoseconds)
    let bucket = Self.bounds.firstIndex { duration <= $0.nanoseconds } ?? Self.bounds.count
    cells[bucket].count.wrappingAdd(1, ordering: .relaxed)
    sum.wrappingAdd(duration, ordering: .relaxed)
  }

  /// Counts what passed since `start`, a point of `MonotonicClock`.
  package func observe(since start: Int64) {
    observe(nanoseconds: MonotonicClock.now().subtracting(capped: start))
  }

  /// Counts for each bucket alone, not summed up, and the sum of all durations in seconds.
  func snapshot() -> (counts: [Int], seconds: Double) {
    let counts = cells.map { $0.count.load(ordering: .relaxed) }
    return (counts, Double(sum.load(ordering: .relaxed)) / 1_000_000_000)
  }
}
