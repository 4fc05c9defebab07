internal import CFastCGI
internal import Glibc
internal import Supervision
internal import Synchronization
internal import Threads

/// Takes connections from the listening sockets and looks at the clock.
struct Acceptor {
  private let listeners: [ListeningSocket]
  private let core: GatewayCore
  private let stop: StopSignal
  private var refused: RefusedConnections
  /// Deadlines are kept to a quarter of a second.
  private static let tick: Int64 = 250_000_000

  init(server: GatewayServer) {
    listeners = server.listeners
    core = server.core
    stop = server.stopSignal
    refused = RefusedConnections(limits: core.limits, overload: server.overload)
  }

  /// Lets go of whom it was still refusing.
  mutating func end() { refused.end() }

  /// Serves until the stop signal.
  mutating func run() {
    var nextSweep = MonotonicClock.now() + Self.tick
    let heartbeat = Heartbeat("acceptor")
    while true {
      heartbeat.beat(within: 10)
      let ready = wait(
        for: [stop.descriptor, StopSignal.process.descriptor] + listeners.map(\.descriptor),
        nextSweep)
      if ready[0] || ready[1] { return }
      acceptAll(ready.dropFirst(2))
      nextSweep = sweep(nextSweep)
    }
  }

  /// Serves on after the stop signal, while peers have connections from before it.
  ///
  /// From now on each answer ends its connection. Who closes an idle one as well may do it just
  /// when Nginx puts a request on it, and a POST is then lost: so the peer closes. Nginx uses its
  /// kept connections up before it makes new ones, and closes the others after a second; until
  /// then new ones are served too, so that nobody waits for the next process.
  /// - Parameter begun: when the signal came.
  mutating func run(parting begun: Int64) {
    let end = begun + Int64(core.limits.partingSeconds * 1_000_000_000)
    var now = begun
    while core.table.hasKept, now < end {
      acceptAll(wait(for: listeners.map(\.descriptor), min(end, now + 10_000_000))[...])
      now = MonotonicClock.now()
      lookAtRefused(now: now)
    }
  }

  /// Which descriptors are readable; waits for the first, or until a point in time.
  private func wait(for descriptors: [Int32], _ end: Int64) -> [Bool] {
    var entries = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    let now = MonotonicClock.now()
    let end = refused.isEmpty ? end : min(end, now + 10_000_000)
    let until = MonotonicClock.milliseconds(until: end)
    let ready = unsafe poll(&entries, nfds_t(entries.count), until)
    return entries.map { ready > 0 && $0.revents != 0 }
  }

  /// Looks at all deadlines if it is time to.
  /// - Returns: when it will be time again.
  private mutating func sweep(_ due: Int64) -> Int64 {
    let now = MonotonicClock.now()
    lookAtRefused(now: now)
    guard now >= due else { return due }
    for event in core.table.sweep(now: now) {
      core.statistics.cutCell.wrappingAdd(1, ordering: .relaxed)
      core.onEvent(event)
    }
    return now + Self.tick
  }

  private mutating func acceptAll(_ isReady: ArraySlice<Bool>) {
    for (listener, isReady) in zip(listeners, isReady) where isReady { acceptAll(from: listener) }
  }

  /// Takes what waits, but not for ever: a stop or a deadline may be due.
  private mutating func acceptAll(from listener: ListeningSocket) {
    for _ in 0..<64 {
      let flags = Int32(SOCK_CLOEXEC.rawValue)
      let connection = accept4(listener.descriptor, nil, nil, flags)
      if connection >= 0 {
        admit(connection, isTCP: listener.isTCP)
        continue
      }
      switch errno {
      case EAGAIN: return
      case EINTR, ECONNABORTED: continue
      case let number:
        core.onEvent(.acceptFailed(errno: number))
        // Without descriptors the socket stays readable: do not spin.
        usleep(50_000)
        return
      }
    }
  }

  private mutating func admit(_ connection: Int32, isTCP: Bool) {
    core.statistics.acceptedCell.wrappingAdd(1, ordering: .relaxed)
    prepare(connection, isTCP: isTCP)
    let now = MonotonicClock.now()
    let deadline = now + Int64(core.limits.idleSeconds) * 1_000_000_000
    var ticket = core.table.insert(connection, now: now, deadline: deadline)
    if ticket == nil, core.table.evictOldestIdle(now: now) {
      core.onEvent(.idleEvicted)
      ticket = core.table.insert(connection, now: now, deadline: deadline)
    }
    guard let ticket else { return refuse(connection, now: now) }
    if !core.ready.add(connection, ticket) { core.table.close(ticket) }
  }

  private func prepare(_ connection: Int32, isTCP: Bool) {
    var limit = timeval(tv_sec: core.limits.ioSeconds, tv_usec: 0)
    let size = socklen_t(MemoryLayout<timeval>.size)
    unsafe setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
    unsafe setsockopt(connection, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
    if isTCP {
      var yes: Int32 = 1
      unsafe setsockopt(
        connection, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
    }
  }

  /// Goes on with those that were refused; another request on one of them asks for room anew.
  private mutating func lookAtRefused(now: Int64) {
    if refused.isEmpty { return }
    for connection in refused.look(now: now) { admit(connection, isTCP: false) }
  }

  private mutating func refuse(_ connection: Int32, now: Int64) {
    core.statistics.overloadCell.wrappingAdd(1, ordering: .relaxed)
    core.onEvent(.overloaded)
    refused.add(connection, now: now)
  }
}
