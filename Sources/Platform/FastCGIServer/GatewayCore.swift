internal import Synchronization

/// What the acceptor and the workers of one server share.
final class GatewayCore: Sendable {
  let limits: GatewayLimits
  let table: ConnectionTable
  let ready: ReadyQueue
  let statistics = GatewayStatistics()
  let onEvent: @Sendable (GatewayEvent) -> Void
  private let draining = Atomic<Bool>(false)
  private let stopped = Atomic<Bool>(false)

  init(
    threads: Int, limits: GatewayLimits, onEvent: @escaping @Sendable (GatewayEvent) -> Void
  ) throws(ListeningFault) {
    self.limits = limits
    self.onEvent = onEvent
    table = ConnectionTable(capacity: threads + limits.queue + limits.idleConnections)
    ready = try ReadyQueue()
  }

  /// Connections are closed after their request, not kept.
  var isDraining: Bool { draining.load(ordering: .acquiring) }
  /// Workers return.
  var isStopped: Bool { stopped.load(ordering: .acquiring) }

  func drain() {
    draining.store(true, ordering: .releasing)
  }

  func stop() {
    stopped.store(true, ordering: .releasing)
    ready.wakeAll()
  }
}
