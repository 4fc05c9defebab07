internal import Synchronization

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
