import RedisClient

/// How far the consumer groups have read their streams. Asks Redis once a pass.
struct GroupPositions {
  /// How far one group has read one stream.
  enum Position: Equatable {
    /// Nothing waits for the group. Also when Redis does not answer: then publishing again is the
    /// relay's to wait for.
    case atTheEnd
    /// Entries wait; the last one it was given is of this age, by the clock of Redis.
    case behind(ageMilliseconds: Int64)

    /// Commits, clocks and the way to Redis blur the age of an event by less than this.
    private static let blur: Int64 = 2_000

    /// Whether an event that was published so long ago is still to be read. Only ages are
    /// compared, so the clocks of the two stores need not agree.
    func isBefore(entryOfAge age: Int64) -> Bool {
      switch self {
      case .atTheEnd: false
      case .behind(let last): age < last.adding(capped: Self.blur)
      }
    }
  }

  private struct Pair: Hashable {
    let consumer: String
    let centre: String
  }

  private let redis: RedisConnection
  private var known: [Pair: Position] = [:]

  init(redis: RedisConnection) {
    self.redis = redis
  }

  mutating func position(consumer: String, centre: String) -> Position {
    let pair = Pair(consumer: consumer, centre: centre)
    if let answer = known[pair] { return answer }
    let answer = ask(consumer, centre)
    known[pair] = answer
    return answer
  }

  private func ask(_ consumer: String, _ centre: String) -> Position {
    let key = RedisArgument.text(EventStreams.key(centre))
    let asked = try? redis.pipeline([
      ["TIME"],
      ["XREVRANGE", key, "+", "-", "COUNT", "1"],
      ["XINFO", "GROUPS", key],
    ])
    guard let replies = asked, let seconds = replies[0].elements?.first?.int,
      let newest = replies[1].elements?.first?.elements?.first?.text.flatMap(StreamPosition.init)
    else { return .atTheEnd }
    let groups = (replies[2].elements ?? []).map(\.facts)
    guard let group = groups.first(where: { $0["name"]?.text == consumer }) else {
      // It is gone with what it knew. Made here, it shows the next pass whether anybody reads.
      _ = try? redis.command(EventStreams.createGroup(consumer, centre: centre))
      return .atTheEnd
    }
    guard let given = group["last-delivered-id"]?.text.flatMap(StreamPosition.init),
      given < newest
    else { return .atTheEnd }
    let now = seconds.multiplied(capped: 1_000)
    return .behind(
      ageMilliseconds: now.subtracting(capped: Int64(clamping: given.milliseconds)))
  }
}
