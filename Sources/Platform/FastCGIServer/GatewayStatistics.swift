internal import Synchronization

/// What a server counted since it was made. Any thread may read it.
package final class GatewayStatistics: Sendable {
  let acceptedCell = Atomic<Int>(0)
  let requestCell = Atomic<Int>(0)
  let overloadCell = Atomic<Int>(0)
  let malformedCell = Atomic<Int>(0)
  let cutCell = Atomic<Int>(0)

  init() {}

  /// Connections taken.
  package var accepted: Int { acceptedCell.load(ordering: .relaxed) }
  /// Requests handed to a worker.
  package var requests: Int { requestCell.load(ordering: .relaxed) }
  /// Connections answered 503 without a worker.
  package var overloaded: Int { overloadCell.load(ordering: .relaxed) }
  /// Requests refused before a worker saw them.
  package var malformed: Int { malformedCell.load(ordering: .relaxed) }
  /// Connections cut because a time was over.
  package var cut: Int { cutCell.load(ordering: .relaxed) }
}
