import MariaDBClient
import RedisClient
import Telemetry

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
}
