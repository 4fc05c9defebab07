import MariaDBClient
import RedisClient
import Supervision
import Telemetry
import Threads

/// Says once that a store is away, and once that it is back, however often it was asked between.
///
/// Used by one thread.
struct OutageReporter {
  private enum Store: String {
    case database = "MariaDB"
    case redis = "Redis"
    case other = "other"
  }

  /// What speaks: "relay", "consumer stock".
  let speaker: String
  private var away: [Store: Int] = [:]

  init(speaker: String) {
    self.speaker = speaker
  }

  /// Notes an error and returns how long to wait before the next attempt, in milliseconds.
  mutating func failed(_ error: any Error) -> Int {
    let store: Store =
      error is DatabaseError ? .database : error is RedisError ? .redis : .other
    let count = away[store, default: 0] + 1
    away[store] = count
    if count == 1 {
      Log.warning(
        "\(speaker): waiting for \(store.rawValue)", [("error", LogValue("\(error)"))])
    }
    // Quick at first: a restarted server is back within a second or two.
    return min(50 * count, 500)
  }

  /// Everything answered.
  mutating func succeeded() {
    guard !away.isEmpty else { return }
    for (store, count) in away {
      Log.notice("\(speaker): \(store.rawValue) answers again", [("attempts", LogValue(count))])
    }
    away.removeAll()
  }

  /// Calls `round` until the signal; waits while work is held, and for stores that are away.
  /// - Parameter round: returns how long to pause, in milliseconds
  mutating func repeatRounds(
    until stop: StopSignal, heartbeat: Heartbeat?, _ round: () throws -> Int
  ) {
    while !stop.isRequested {
      heartbeat?.beat(within: BackgroundService.roundSeconds)
      if stop.isHeld {
        stop.wait(milliseconds: 500)
        continue
      }
      do {
        let pause = try round()
        succeeded()
        stop.wait(milliseconds: pause)
      } catch {
        stop.wait(milliseconds: failed(error))
      }
    }
  }
}
