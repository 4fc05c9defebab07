internal import Synchronization

/// A number that goes up and down. Any thread may set it.
package final class Gauge: Sendable {
  private let cell = Atomic<Int>(0)

  init() {}

  package func set(_ value: Int) { cell.store(value, ordering: .relaxed) }
  package func add(_ amount: Int) { cell.wrappingAdd(amount, ordering: .relaxed) }
  package var value: Int { cell.load(ordering: .relaxed) }
}
