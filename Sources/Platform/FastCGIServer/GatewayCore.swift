internal import Synchronization
internal import Threads

/// What the acceptor and the workers of one server share.
final class GatewayCore: Sendable {
  let limits: GatewayLimits
  let table: ConnectionTable
  let ready: ReadyQueue
  let statistics = GatewayStatistics()
  let onEvent: @Sendable (GatewayEvent) -> Void
  private let draining = Atomic<Bool>(false)
  /// Workers return.
  let stop = StopSignal()

  init(
    threads: Int, limits: GatewayLimits, onEvent: @escaping @Sendable (GatewayEvent) -> Void
  ) throws(ListeningFault) {
    self.limits = limits
    self.onEvent = onEvent
    table = ConnectionTable(capacity: threads + limits.queue + limits.idleConnections)
    ready = try ReadyQueue(until: stop)
  }

  /// Connections are closed after their request, not kept.
  var isDraining: Bool { draining.load(ordering: .acquiring) }

  func drain() { draining.store(true, ordering: .releasing) }
}
