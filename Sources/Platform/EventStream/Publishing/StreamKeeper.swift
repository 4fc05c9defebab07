import RedisClient
import Telemetry

/// Keeps the streams within the memory that Redis has: forgets what every group has done, and makes
/// room when Redis refuses an event for want of it.
///
/// Nothing is lost by it: an event that was forgotten before a group read it is published again
/// from the outbox. Used by the active relay, on its thread.
struct StreamKeeper {
  /// A stream that is shorter is left alone: its memory is nothing, and a reader outside may want
  /// to see what went by.
  static let keptMin: Int64 = 1_000

  private static let used = Metrics.registry.gauge(
    "erp_redis_used_bytes", help: "Memory that Redis uses.")
  private static let limit = Metrics.registry.gauge(
    "erp_redis_limit_bytes", help: "Memory that Redis may use; 0 when nobody set a limit.")

  private let redis: RedisConnection
  private let centres: [String]
  private let entries: [Gauge]

  /// - Parameter centres: whose streams there are
  init(redis: RedisConnection, centres: [String]) {
    self.redis = redis
    self.centres = centres
    entries = centres.map { centre in
      Metrics.registry.gauge(
        "erp_stream_entries", help: "Entries that a stream holds.", labels: [("stream", centre)])
    }
  }

  /// Forgets what every group has done, in streams that are longer than `length`. 1 round trip, 2
  /// more when there is such a stream.
  /// - Returns: how many entries are gone
  @discardableResult
  func trim(longerThan length: Int64 = keptMin) throws -> Int64 {
    let found = try lengths()
    for (gauge, stream) in zip(entries, found) { gauge.set(Int(clamping: stream.length)) }
    let long = found.filter { $0.length > length }.map(\.centre)
    if long.isEmpty { return 0 }
    let groups = try redis.pipeline(
      long.map { ["XINFO", "GROUPS", .text(EventStreams.key($0))] })
    var commands: [[RedisArgument]] = []
    for (centre, reply) in zip(long, groups) {
      guard let needed = try firstNeeded(of: reply.elements ?? [], centre) else { continue }
      commands.append(["XTRIM", .text(EventStreams.key(centre)), "MINID", .text(needed.text)])
    }
    if commands.isEmpty { return 0 }
    return try redis.pipeline(commands).reduce(0) { sum, reply in
      sum.adding(capped: reply.int ?? 0)
    }
  }

  /// Makes room after Redis refused an event: what is done goes, and if that is nothing, the older
  /// half of the longest stream, whoever has not read it yet.
  /// - Returns: false when the streams are short, so that something else fills Redis
  func makeRoom() throws -> Bool {
    if try trim(longerThan: 0) > 0 { return true }
    guard let longest = try lengths().max(by: { $0.length < $1.length }),
      longest.length > Self.keptMin
    else { return false }
    let reply = try redis.command([
      "XTRIM", .text(EventStreams.key(longest.centre)), "MAXLEN",
      .integer(longest.length.quotient(by: 2)),
    ])
    Log.warning(
      "relay: Redis is full; the older half of a stream comes again from the outbox",
      [
        ("stream", LogValue(EventStreams.key(longest.centre))),
        ("entries", LogValue(Int(clamping: reply.int ?? 0))),
      ])
    return true
  }

  private func lengths() throws -> [(centre: String, length: Int64)] {
    let replies = try redis.pipeline(
      centres.map { ["XLEN", .text(EventStreams.key($0))] }
        + [["INFO", "memory"]])
    Self.showMemory(replies.last?.text ?? "")
    return zip(centres, replies).map { centre, reply in (centre, reply.int ?? 0) }
  }

  /// The first entry that some group has not done: the oldest it was given and did not acknowledge,
  /// else the last it was given. Nil when nobody reads the stream.
  private func firstNeeded(of groups: [RedisReply], _ centre: String) throws -> StreamPosition? {
    var needed: StreamPosition?
    for facts in groups.map(\.facts) {
      guard var position = facts["last-delivered-id"]?.text.flatMap(StreamPosition.init),
        let name = facts["name"]?.text
      else { continue }
      if (facts["pending"]?.int ?? 0) > 0 {
        let summary = try redis.command(
          ["XPENDING", .text(EventStreams.key(centre)), .text(name)])
        let parts = summary.elements ?? []
        if parts.count > 1, let oldest = parts[1].text.flatMap(StreamPosition.init) {
          position = min(position, oldest)
        }
      }
      needed = min(needed ?? position, position)
    }
    return needed
  }

  /// `INFO memory` is lines of `name:number`.
  private static func showMemory(_ text: String) {
    for line in text.split(whereSeparator: \.isNewline) {
      let parts = line.split(separator: ":")
      guard parts.count == 2, let bytes = Int(parts[1]) else { continue }
      if parts[0] == "used_memory" { used.set(bytes) }
      if parts[0] == "maxmemory" { limit.set(bytes) }
    }
  }
}
