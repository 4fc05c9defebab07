import RedisClient

/// One consumer's view of its group's streams: the half of a consumer that knows Redis.
///
/// Owned by one thread. Nothing here decides about effects: an entry that is lost comes again from
/// the outbox, and one that comes twice is known by its id.
struct StreamReader {
  /// One entry of a stream; without an event's id when it is not one of ours.
  struct Entry {
    let key: String
    let entryID: String
    let eventID: Int64?
    let type: String?
  }

  private static let goneMilliseconds: Int64 = 600_000

  let redis: RedisConnection
  let group: String
  let consumer: String
  let centres: [String]
  let options: ConsumerOptions

  /// New entries; waits for one if there is none. Empty after the wait, or when the groups had to
  /// be made anew.
  func new() throws -> [Entry] { try read(from: ">", waits: true) }

  /// Entries that this consumer was given before and did not acknowledge.
  func pending() throws -> [Entry] { try read(from: "0", waits: false) }

  private func read(from position: RedisArgument, waits: Bool) throws -> [Entry] {
    var command: [RedisArgument] = [
      "XREADGROUP", "GROUP", .text(group), .text(consumer), "COUNT", .integer(Int64(options.batch)),
    ]
    if waits { command += ["BLOCK", .integer(Int64(options.blockMilliseconds))] }
    command.append("STREAMS")
    command += centres.map { .text(EventStreams.key($0)) }
    command += centres.map { _ in position }
    guard let reply = try answer(to: command, waits: waits) else { return [] }
    return (reply.elements ?? []).flatMap { stream -> [Entry] in
      guard let parts = stream.elements, parts.count == 2, let key = parts[0].text else {
        return []
      }
      return Self.entries(parts[1], of: key)
    }
  }

  /// Nil when the groups were gone and have been made anew.
  private func answer(to command: [RedisArgument], waits: Bool) throws -> RedisReply? {
    do {
      return try redis.command(
        command, blockingMilliseconds: waits ? options.blockMilliseconds : 0)
    } catch {
      guard case .refused(let text) = error,
        text.hasPrefix("NOGROUP") || text.hasPrefix("UNBLOCKED")
      else { throw error }
      try createGroups()
      return nil
    }
  }

  private static func entries(_ reply: RedisReply, of key: String) -> [Entry] {
    (reply.elements ?? []).compactMap { entry in
      guard let parts = entry.elements, parts.count == 2, let id = parts[0].text else {
        return nil
      }
      let facts = parts[1].facts
      return Entry(
        key: key, entryID: id, eventID: facts["event_id"]?.text.flatMap { Int64($0) },
        type: facts["type"]?.text)
    }
  }

  /// Makes the groups that are missing.
  func createGroups() throws {
    let replies = try redis.pipeline(
      centres.map { EventStreams.createGroup(group, centre: $0) })
    for case .error(let text) in replies where !text.hasPrefix("BUSYGROUP") {
      throw RedisError.refused(text)
    }
  }

  /// Tells the group that these entries are seen to.
  func acknowledge(_ entries: [Entry]) throws {
    let byKey = Dictionary(grouping: entries, by: \.key)
    let commands: [[RedisArgument]] = byKey.map { key, entries in
      ["XACK", .text(key), .text(group)] + entries.map { .text($0.entryID) }
    }
    if !commands.isEmpty { try redis.pipeline(commands) }
  }

  /// Takes over what a consumer that died was given, and forgets consumers long gone.
  func takeOver() throws -> [Entry] {
    var found: [Entry] = []
    for centre in centres {
      let key = EventStreams.key(centre)
      let replies = try redis.pipeline([
        [
          "XAUTOCLAIM", .text(key), .text(group), .text(consumer),
          .integer(Int64(options.claimAfterMilliseconds)), "0-0", "COUNT",
          .integer(Int64(options.batch)),
        ],
        ["XINFO", "CONSUMERS", .text(key), .text(group)],
      ])
      if let parts = replies.first?.elements, parts.count >= 2 {
        found += Self.entries(parts[1], of: key)
      }
      try forgetGone(replies.last?.elements ?? [], key)
    }
    return found
  }

  private func forgetGone(_ consumers: [RedisReply], _ key: String) throws {
    for reply in consumers {
      let facts = reply.facts
      guard let name = facts["name"]?.text, name != consumer,
        case .integer(0)? = facts["pending"], case .integer(let idle)? = facts["idle"],
        idle > Self.goneMilliseconds
      else { continue }
      try redis.command(["XGROUP", "DELCONSUMER", .text(key), .text(group), .text(name)])
    }
  }

  /// Leaves the groups, when a consumer ends in good order.
  func leave() throws {
    try redis.pipeline(
      centres.map {
        ["XGROUP", "DELCONSUMER", .text(EventStreams.key($0)), .text(group), .text(consumer)]
      })
  }
}
