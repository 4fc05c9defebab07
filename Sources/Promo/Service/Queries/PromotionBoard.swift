import Synchronization

/// The enabled promotions that have not long ended, as this process keeps them in memory.
///
/// Each change of a promotion moves the version's row in its own transaction. A process reads that
/// row when it has not looked for half a second, so that every process sees a change within a
/// second; the process that made the change looks at its next call.
final class PromotionBoard: Sendable {
  static let shared = PromotionBoard()

  struct Snapshot: Sendable {
    let version: Int64
    /// All that end after this moment are here.
    let since: Instant
    /// In ascending order of id.
    let promotions: [Promotion]
  }

  private struct State {
    var snapshot: Snapshot?
    var readAt = ContinuousClock.now
    /// Grows when this process changes a promotion: what was read before is not kept.
    var generation = 0
  }

  private static let freshFor = Duration.milliseconds(500)
  private static let day: Int64 = 86_400
  /// A price names what ended in the day before it: whoever asks about yesterday's promotion is
  /// told why. What ended earlier is history, of which there is more every year.
  private static let namesEndedFor = day
  /// A day more than a price of now needs, so that clocks need not agree.
  private static let keepsEndedFor: Int64 = 172_800
  /// Then what has ended meanwhile is let go.
  private static let keptFor = day
  private let state = Mutex(State())

  private static let versionSQL = SQL(
    "promo.version", "SELECT version FROM promotion_version WHERE id = 1")

  /// The promotions that a price at this time has to look at: those that were enabled then. Those
  /// of now are in memory; for another moment the tables are asked, which know what was changed
  /// since.
  func promotions(
    at time: Instant, isNow: Bool, on database: DatabaseConnection
  ) throws(DatabaseError) -> [Promotion] {
    let since = time.subtracting(seconds: Self.namesEndedFor)
    let until = time.adding(seconds: Self.namesEndedFor)
    guard isNow else {
      return try PromotionQueries.enabled(at: time, from: since, to: until, on: database)
    }
    let snapshot = try current(on: database)
    guard since < snapshot.since else { return snapshot.promotions.filter { $0.endsAt > since } }
    return try PromotionQueries.enabled(at: time, from: since, to: until, on: database)
  }

  /// The kept promotions. No round trip while they are fresh, else one; two after a change.
  func current(on database: DatabaseConnection) throws(DatabaseError) -> Snapshot {
    let now = ContinuousClock.now
    let (known, isFresh, generation) = state.withLock { state in
      (state.snapshot, now - state.readAt < Self.freshFor, state.generation)
    }
    if let known, isFresh { return known }
    // The version first: promotions that are read afterwards are at least as new.
    let version = try database.first(Self.versionSQL, []) { row throws(DatabaseError) in
      try row.int()
    }
    let snapshot: Snapshot
    let since = Instant.now().subtracting(seconds: Self.keepsEndedFor)
    if let known, known.version == version, known.since > since.subtracting(seconds: Self.keptFor) {
      snapshot = known
    } else {
      snapshot = Snapshot(
        version: version ?? 0, since: since,
        promotions: try PromotionQueries.enabled(endingAfter: since, on: database))
    }
    state.withLock { state in
      guard state.generation == generation, snapshot.version >= state.snapshot?.version ?? 0
      else { return }
      state.snapshot = snapshot
      state.readAt = now
    }
    return snapshot
  }

  /// After a change that this process made: the next call looks again.
  func forget() {
    state.withLock { state in
      state.snapshot = nil
      state.generation += 1
    }
  }
}
