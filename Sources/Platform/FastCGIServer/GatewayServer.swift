internal import CFastCGI
internal import Glibc
internal import Supervision
internal import Synchronization
internal import Threads

/// A FastCGI responder: one acceptor, which is the thread that calls `run`, and worker threads.
///
/// libfcgi alone has no time-outs, holds a thread for each idle connection and cannot drain. Here
/// the acceptor takes connections and watches the clock; connections wait in epoll, not in
/// threads; a worker takes one only when there is something to read.
package final class GatewayServer: Sendable {
  let listeners: [ListeningSocket]
  let core: GatewayCore
  let threads: Int
  let overload: Overload
  private let makeWorker: @Sendable (Int) -> any GatewayWorker
  let stopSignal = StopSignal()

  /// - Parameters:
  ///   - listeners: all are served alike; at least 1.
  ///   - threads: workers, at least 1.
  ///   - overload: what a newcomer is told when all connections are busy.
  ///   - onEvent: called on any thread with what is worth a line in the log.
  ///   - makeWorker: called once on each worker's own thread with its number, from 0.
  /// - Throws: when the system has no descriptors left.
  package init(
    listeners: [ListeningSocket], threads: Int, limits: GatewayLimits = GatewayLimits(),
    overload: Overload = .plain, onEvent: @escaping @Sendable (GatewayEvent) -> Void = { _ in },
    makeWorker: @escaping @Sendable (Int) -> any GatewayWorker
  ) throws(ListeningFault) {
    self.listeners = listeners
    self.threads = max(1, threads)
    self.overload = overload
    self.makeWorker = makeWorker
    core = try GatewayCore(threads: self.threads, limits: limits, onEvent: onEvent)
  }

  /// What was counted so far.
  package var statistics: GatewayStatistics { core.statistics }

  /// Ends `run` as SIGTERM does, but only of this server. Any thread may call it.
  package func stop() { stopSignal.request() }

  /// Serves until SIGTERM, SIGINT or `stop`, then finishes what runs.
  ///
  /// The listening sockets are only left alone, never shut down: the supervisor and the next
  /// process have them too. Call it once.
  /// - Returns: the exit status: 0, or 1 when requests were still running at the end of the drain.
  package func run() -> Int32 {
    _ = Self.libraryIsReady
    StopSignal.catchSignals()
    let crew = (0..<threads).compactMap { number in
      BackgroundThread.start(name: "worker-\(number)", stackBytes: core.limits.stackBytes) {
        [core, makeWorker] in
        WorkerLoop(core: core, worker: makeWorker(number), name: "worker-\(number)").run()
      }
    }
    guard crew.count == threads else {
      core.onEvent(.threadsMissing(started: crew.count, of: threads))
      core.stop.request()
      crew.forEach { $0.join() }
      return 1
    }
    var acceptor = Acceptor(server: self)
    defer { acceptor.end() }
    ServiceManager.ready()
    acceptor.run()
    ServiceManager.stopping()
    core.drain()
    let begun = MonotonicClock.now()
    acceptor.run(parting: begun)
    return drain(crew, begun: begun)
  }

  /// Waits until all is answered and closed, or the time is over.
  private func drain(_ crew: [BackgroundThread], begun: Int64) -> Int32 {
    let end = begun + Int64(core.limits.drainSeconds * 1_000_000_000)
    let idle = Int64(core.limits.partingSeconds * 1_000_000_000)
    while !core.table.closeIdle(before: MonotonicClock.now() - idle), MonotonicClock.now() < end {
      usleep(5_000)
    }
    core.stop.request()
    core.table.closeWaiting()
    while !crew.allSatisfy(\.isFinished), MonotonicClock.now() < end { usleep(2_000) }
    guard crew.allSatisfy(\.isFinished) else {
      core.onEvent(.drainIncomplete(running: core.table.busy))
      return 1
    }
    crew.forEach { $0.join() }
    return 0
  }

  /// FCGX_Init is not safe for threads, and takes signals that are ours.
  private static let libraryIsReady: Bool = {
    let numbers = [SIGUSR1, SIGTERM, SIGPIPE]
    var old = numbers.map { _ in sigaction() }
    for index in numbers.indices { unsafe sigaction(numbers[index], nil, &old[index]) }
    let ready = FCGX_Init() == 0
    for index in numbers.indices { unsafe sigaction(numbers[index], &old[index], nil) }
    return ready
  }()
}

/// How full the server is at this moment. Counted when somebody asks, so that a request costs
/// nothing for it.
extension GatewayServer {
  /// Worker threads.
  package var workers: Int { threads }
  /// Workers that have a connection, also the one that asks.
  package var busyWorkers: Int { core.table.busy }
  /// Connections that are open, most of them kept by Nginx for its next request.
  package var openConnections: Int { core.table.open }
  /// Connections with a request that no worker has taken yet: the queue.
  package var waitingConnections: Int { core.table.waiting }
}

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
