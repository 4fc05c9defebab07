import Glibc
package import RedisClient
import Synchronization
import Telemetry
import Threads

/// The ids of new SKUs: unique over all processes and for ever, ascending within one process.
///
/// Any thread may take. The first take fetches the first segment; after that another is fetched, on
/// a thread of its own, before the last runs out: takers wait only when they are faster than that.
/// What a process has in stock when it ends is lost.
package final class SKUSegments: Sendable {
  private struct State {
    var buffer = SegmentBuffer()
    var isFetching = false
    /// Why the last fetch failed, and how many have.
    var fault: String?
    var failures = 0
  }

  /// The most ids in one call.
  package static let maximumTake = 500
  private static let waitMilliseconds = 3000

  private let ledger: SegmentLedger
  private let state = Mutex(State())

  /// Fetches nothing yet: whoever only reads the declarations of the calls draws no ids.
  /// - Parameter redis: nil takes every segment from MariaDB
  package init(database: DatabaseOptions, redis: RedisOptions?) {
    ledger = SegmentLedger(database: database, redis: redis)
  }

  /// The next ids, up to `maximumTake`; waits up to 3 s for them.
  /// - Throws: `SegmentFault`
  package func take(_ count: Int) throws -> [Int64] {
    guard count > 0, count <= Self.maximumTake else { return [] }
    let failuresBefore = state.withLock { $0.failures }
    for waited in 0...Self.waitMilliseconds {
      let ids = state.withLock { $0.buffer.take(count) }
      fetchIfLow()
      if let ids { return ids }
      let fault = state.withLock { $0.failures > failuresBefore ? $0.fault : nil }
      // The first failure may be one from before this call asked.
      if let fault, waited > 0 { throw SegmentFault.unavailable(fault) }
      usleep(1000)
    }
    throw SegmentFault.unavailable("no segment within 3 s")
  }

  private func fetchIfLow() {
    let isNeeded = state.withLock { state in
      guard state.buffer.isLow, !state.isFetching else { return false }
      state.isFetching = true
      return true
    }
    guard isNeeded else { return }
    let thread = BackgroundThread.start(name: "sku-segments") { [self] in fetch() }
    if thread == nil { fetch() }
  }

  private func fetch() {
    let size = state.withLock { $0.buffer.size }
    do {
      let segment = try ledger.next(size)
      let now = MonotonicClock.now().quotient(by: 1_000_000)
      state.withLock { state in
        state.buffer.add(segment, atMilliseconds: now)
        state.isFetching = false
        state.fault = nil
      }
      Log.debug("SKU ids fetched", [("count", .integer(size))])
    } catch {
      Log.warning("no SKU ids", [("error", .string("\(error)"))])
      // A store that is away is not asked a thousand times a second.
      usleep(100_000)
      state.withLock { state in
        state.isFetching = false
        state.fault = "\(error)"
        state.failures += 1
      }
    }
  }
}
