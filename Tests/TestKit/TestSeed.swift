import Foundation
package import Kernel

/// The seed of a property test: from `ERP_TEST_SEED`, or a new one each run. Name it in failures.
package struct TestSeed {
  package let value: UInt64

  package init() {
    let given = ProcessInfo.processInfo.environment["ERP_TEST_SEED"].flatMap { UInt64($0) }
    value = given ?? UInt64.random(in: 1...UInt64.max)
  }

  package var generator: SeededGenerator { SeededGenerator(seed: value) }
  /// What to set to see the same run again.
  package var hint: String { "ERP_TEST_SEED=\(value)" }
}
