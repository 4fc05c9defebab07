package import MariaDBClient
package import RedisClient
package import Supervision
import Telemetry
package import Threads

/// Runs periodic jobs one after the other. Owned by one thread, and the sole user of its
/// connections.
package final class JobRunner {
  private struct Entry {
    let job: PeriodicJob
    let done: Counter
    let failed: Counter
    var due: ContinuousClock.Instant
  }

  private let database: DatabaseConnection
  private let redis: RedisConnection
  private var entries: [Entry]
  private var outages = OutageReporter(speaker: "jobs")

  package init(
    jobs: [PeriodicJob], database: DatabaseConnection, redis: RedisConnection
  ) {
    self.database = database
    self.redis = redis
    let now = ContinuousClock.now
    entries = jobs.map { job in
      let labels = [("task", job.name)]
      return Entry(
        job: job,
        done: Metrics.registry.counter(
          "erp_job_items_total", help: "Items that a periodic job saw to.", labels: labels),
        failed: Metrics.registry.counter(
          "erp_job_failures_total", help: "Runs of a periodic job that failed.", labels: labels),
        due: now)
    }
  }

  /// Works until the signal; a job that fails is tried again at its next time.
  package func run(until stop: StopSignal, heartbeat: Heartbeat? = nil) {
    while !stop.isRequested {
      for index in entries.indices where !stop.isRequested {
        heartbeat?.beat(within: BackgroundService.roundSeconds)
        if entries[index].job.worksWhileHeld || !stop.isHeld { runIfDue(index) }
      }
      stop.wait(milliseconds: 100)
    }
  }

  private func runIfDue(_ index: Int) {
    let entry = entries[index]
    guard entry.due <= ContinuousClock.now else { return }
    var pause = Duration.seconds(entry.job.seconds)
    do {
      let count = try entry.job.body(database, redis)
      entry.done.increment(by: count)
      outages.succeeded()
      if count > 0 { pause = .zero }
    } catch {
      entry.failed.increment()
      database.rollback()
      noteFailure(of: entry.job, error)
    }
    entries[index].due = ContinuousClock.now + pause
  }

  private func noteFailure(of job: PeriodicJob, _ error: any Error) {
    if (error as? DatabaseError)?.isAway == true {
      _ = outages.failed(error)
    } else {
      Log.error(
        "a periodic job failed", [("job", LogValue(job.name)), ("error", LogValue("\(error)"))])
    }
  }
}

/// Work that comes back: sweeping what expired, purging what is old.
package struct PeriodicJob: Sendable {
  /// A run stops after that, however much there is to do: lock waits may make it slow.
  package static let longest = Duration.seconds(30)

  package let name: String
  package let seconds: Int
  /// Whether it runs while all other work is held.
  package let worksWhileHeld: Bool
  package let body: @Sendable (DatabaseConnection, RedisConnection) throws -> Int

  /// - Parameters:
  ///   - name: for logs and metrics
  ///   - seconds: pause after a run that found nothing to do
  ///   - worksWhileHeld: for what writes nothing (`StopSignal.isHeld`)
  ///   - body: one bounded piece of work, in transactions of its own; returns how much it did, and
  ///     is called again at once unless that was nothing. Several processes may run it at the same
  ///     time. Redis is there for counters, and may be away.
  package init(
    _ name: String, everySeconds seconds: Int, worksWhileHeld: Bool = false,
    _ body: @escaping @Sendable (DatabaseConnection, RedisConnection) throws -> Int
  ) {
    self.name = name
    self.seconds = seconds
    self.worksWhileHeld = worksWhileHeld
    self.body = body
  }
}
