import EventStream
import Kernel
import MariaDBClient
import Supervision
import Telemetry
import UserService

/// Asks MariaDB several times a second who may do something else than before, and makes the caches
/// forget it. One thread of its own, with a connection of its own.
struct ChangePoller {
  let gate: TokenGate
  let database: DatabaseConnection

  /// Milliseconds between two questions; a logout is noticed within this and one round trip.
  static let interval = 250
  /// Microseconds that each question reaches back behind the answer before. A change carries the
  /// time of its statement and is seen when its transaction commits, which is later, but not later
  /// than a request may last.
  private static let overlap: Int64 = 40_000_000

  func run(until stop: StopFlag) {
    var last: Instant?
    var isAway = false
    let heartbeat = Heartbeat("change-poller")
    while !stop.isRequested {
      heartbeat.beat(within: 60)
      do throws(DatabaseError) {
        let since = last.map { $0.subtracting(microseconds: Self.overlap) }
        let changes = try AccessChanges(since: since, on: database)
        // The first answer has no predecessor, and a clock that was set back hides what changed:
        // in both cases nothing that is known can be trusted.
        if let last, changes.at >= last.subtracting(microseconds: 1_000_000) {
          gate.apply(changes)
        } else {
          gate.forgetEverything(changes)
        }
        last = changes.at
        if isAway { Log.notice("the database answers again") }
        isAway = false
      } catch {
        if !isAway { Log.warning("cannot ask for changes", [("error", .string("\(error)"))]) }
        isAway = true
      }
      gate.freshness.noteAttempt()
      stop.sleep(milliseconds: Self.interval)
    }
  }
}
