import Glibc
package import MariaDBClient
package import RedisClient
import Supervision
import Telemetry
package import Threads

/// The threads of a program that works on its own: relay, consumers, jobs.
///
/// Each thread makes its own connections. Start and stop it from one thread.
package final class BackgroundService {
  package let stop: StopSignal
  /// Within this each thread comes round again, whatever it waits for; then it hangs. An answer
  /// takes at most 10 s, and a round asks for a few.
  static let roundSeconds = 120
  private let database: DatabaseOptions
  private let redis: RedisOptions
  /// Names this process among all others, those before it on this host included.
  private let process: String
  private var threads: [BackgroundThread] = []

  /// - Parameter holds: true while its threads may write nothing (`StopSignal.isHeld`)
  package init(
    database: DatabaseOptions, redis: RedisOptions,
    holds: @escaping @Sendable () -> Bool = { false }
  ) {
    stop = StopSignal(holds: holds)
    self.database = database
    self.redis = redis
    process = "\(getpid())-\(String(UInt32.random(in: .min ... .max), radix: 16))"
  }

  /// Carries events to Redis, and again those that Redis lost.
  package func startRelay(
    _ options: RelayOptions = .standard, _ reconciling: ReconcilerOptions = .standard
  ) {
    start("relay") { database, redis, owner, stop, heartbeat in
      Relay(database: database, redis: redis, owner: owner, options: options)
        .run(until: stop, heartbeat: heartbeat)
    }
    start("reconciler") { database, redis, owner, stop, heartbeat in
      Reconciler(database: database, redis: redis, owner: owner, options: reconciling)
        .run(until: stop, heartbeat: heartbeat)
    }
  }

  /// Brings events to a centre.
  package func startConsumers(
    _ group: ConsumerGroup, threads count: Int = 1, _ options: ConsumerOptions = .standard
  ) {
    for _ in 0..<count {
      start("on-\(group.name)") { database, redis, owner, stop, heartbeat in
        Consumer(
          group: group, name: owner, database: database, redis: redis, options: options
        ).run(until: stop, heartbeat: heartbeat)
      }
    }
  }

  /// Runs jobs, all on one thread.
  package func startJobs(_ jobs: [PeriodicJob]) {
    start("jobs") { database, redis, _, stop, heartbeat in
      JobRunner(jobs: jobs, database: database, redis: redis).run(until: stop, heartbeat: heartbeat)
    }
  }

  /// Asks the threads to end and waits for them.
  /// - Returns: false when some had not ended in time
  package func finish(withinMilliseconds limit: Int = 4_000) -> Bool {
    stop.request()
    let deadline = ContinuousClock.now + .milliseconds(limit)
    while threads.contains(where: { !$0.isFinished }) {
      if ContinuousClock.now > deadline { return false }
      usleep(5_000)
    }
    return true
  }

  private func start(
    _ name: String,
    _ body:
      @escaping @Sendable (DatabaseConnection, RedisConnection, String, StopSignal, Heartbeat) ->
      Void
  ) {
    let owner = "\(process)-\(threads.count)"
    let thread = BackgroundThread.start(name: name) { [database, redis, stop] in
      body(
        DatabaseConnection(settings: database), RedisConnection(settings: redis), owner, stop,
        Heartbeat(name))
    }
    if let thread {
      threads.append(thread)
    } else {
      Log.error("no room for a thread", [("thread", LogValue(name))])
    }
  }
}
