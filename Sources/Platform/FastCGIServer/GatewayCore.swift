internal import CFastCGI
internal import Glibc
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

/// The kernel's list of connections that have something to read.
///
/// Workers take from it themselves: one wake-up for a request, and none to give a connection back.
/// Edge-triggered, so a connection is registered once for its whole life.
final class ReadyQueue: Sendable {
  private let descriptor: Int32
  private let stop: StopSignal
  /// No connection has it: generations start at 0 and places end far below.
  private static let wakeTicket = ConnectionTable.Ticket.max

  /// - Parameter stop: with it `next` never sleeps again
  init(until stop: StopSignal) throws(ListeningFault) {
    self.stop = stop
    descriptor = epoll_create1(Int32(EPOLL_CLOEXEC))
    guard descriptor >= 0, stop.descriptor >= 0 else {
      throw ListeningFault(reason: "no descriptor is free for epoll")
    }
    var event = unsafe epoll_event(
      events: EPOLLIN.rawValue, data: epoll_data_t(u64: Self.wakeTicket))
    _ = unsafe epoll_ctl(descriptor, EPOLL_CTL_ADD, stop.descriptor, &event)
  }

  deinit { close(descriptor) }

  /// Registers a connection; closing its descriptor takes it out again.
  func add(_ connection: Int32, _ ticket: ConnectionTable.Ticket) -> Bool {
    var event = unsafe epoll_event(
      events: EPOLLIN.rawValue | EPOLLRDHUP.rawValue | EPOLLET.rawValue,
      data: epoll_data_t(u64: ticket))
    return unsafe epoll_ctl(descriptor, EPOLL_CTL_ADD, connection, &event) == 0
  }

  enum Next {
    /// A connection is ready; whether its peer will send no more.
    case connection(ConnectionTable.Ticket, isEnding: Bool)
    /// The time is over.
    case nothing
    /// A signal, ours or the system's.
    case interrupted
  }

  /// Sleeps until a connection is ready, until the signal, or until the time is over.
  /// - Parameter milliseconds: nil: for ever
  func next(within milliseconds: Int32?) -> Next {
    var event = unsafe epoll_event()
    let count = unsafe epoll_wait(descriptor, &event, 1, milliseconds ?? -1)
    guard count == 1 else { return count == 0 ? .nothing : .interrupted }
    let ticket = unsafe event.data.u64
    let ending = unsafe event.events & (EPOLLRDHUP.rawValue | EPOLLHUP.rawValue) != 0
    return ticket == Self.wakeTicket ? .interrupted : .connection(ticket, isEnding: ending)
  }
}
